#!/bin/sh
# psql on DATABASE_URL: the one value that CLIENT_QUERY has for an answer.
set -eu
exec psql -X -A -t -v ON_ERROR_STOP=1 -c "$CLIENT_QUERY" "$DATABASE_URL"
