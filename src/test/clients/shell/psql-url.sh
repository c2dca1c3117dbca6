#!/bin/sh
# psql on DATABASE_URL.
set -eu
exec "$(dirname "$0")/psql.sh" "$DATABASE_URL"
