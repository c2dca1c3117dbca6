#!/bin/sh
# psql on its arguments; without any, it finds its way by the PG keys alone.
set -eu
word=$(psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
    --set=table="$CLIENT_TABLE" --set=word="$CLIENT_WORD" "$@" <<'SQL'
CREATE TABLE :table (id integer PRIMARY KEY, word varchar(100));
INSERT INTO :table (id, word) VALUES (1, :'word');
SELECT word FROM :table WHERE id = 1;
SQL
)
printf '%s\t%s\n' "$(psql --version | cut -d' ' -f3)" "$word"
