#!/usr/bin/env bash
# Runs in the image, as the operator's user: a temporary server, the init jobs' scripts, and a vector search, which test
# doubles cannot show. Expects the jobs' scripts in /scripts.
set -euo pipefail
export PATH=/usr/lib/postgresql/15/bin:$PATH PGHOST=/tmp PGUSER=postgres WAIT_SECONDS=10

fail() {
  printf 'smoke: failed: %s\nsmoke: to do: %s\n' "$1" "$2" >&2
  exit 1
}

initdb -D /tmp/data -U postgres --encoding=UTF8 --locale=C.UTF-8 --data-checksums >/dev/null
pg_ctl -D /tmp/data -o "-k /tmp -c listen_addresses=" -l /tmp/log -w -t 60 start >/dev/null || {
  cat /tmp/log >&2
  fail "PostgreSQL does not start" "read its log above"
}
trap 'pg_ctl -D /tmp/data -m immediate stop >/dev/null' EXIT

# Twice: the second run finds everything already created.
bash /scripts/discourse_init.sh
bash /scripts/discourse_init.sh

nearest=$(psql --no-psqlrc --tuples-only --no-align --quiet --set ON_ERROR_STOP=1 <<'SQL'
CREATE TEMPORARY TABLE places (name text, place vector(2));
INSERT INTO places VALUES ('near', '[1,2]'), ('far', '[9,9]');
CREATE INDEX ON places USING hnsw (place vector_l2_ops);
SELECT name FROM places ORDER BY place <-> '[1,3]' LIMIT 1;
SQL
) || fail "pgvector is missing or does not work" "use a BASE of the variant standard, which contains it"
[ "$nearest" = near ] || fail "pgvector found '$nearest' instead of 'near'" "pin another BASE"
