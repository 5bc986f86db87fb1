#!/usr/bin/env bash
# Prepares Discourse's database and proves that text search splits Chinese, Japanese and Korean.
# Reads PGHOST, PGUSER, PGPASSWORD and, where it is not the user's name, PGDATABASE. Runs any number of times.
set -euo pipefail

: "${PGHOST:?the server; set it with the variable PGHOST}"
: "${PGUSER:?the role that owns the database; set it with the variable PGUSER}"
export PGDATABASE="${PGDATABASE:-$PGUSER}" PGCONNECT_TIMEOUT=5 PGAPPNAME=discourse-init
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
wait_seconds=${WAIT_SECONDS:-120}

# fail WHAT_WAS_SEEN WHAT_TO_DO
fail() {
  printf 'discourse-init: failed: %s\n' "$1" >&2
  printf 'discourse-init: to do: %s\n' "$2" >&2
  exit 1
}

# A lock that an app holds ends the try, not the job's whole time.
query() {
  PGOPTIONS='-c lock_timeout=30s -c client_min_messages=notice' psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"
}

deadline=$((SECONDS + wait_seconds))
until answer=$(query --tuples-only --no-align --command 'SELECT 1' 2>&1); do
  [ "$SECONDS" -lt "$deadline" ] || fail "database $PGDATABASE on $PGHOST did not take $PGUSER within $wait_seconds s: ${answer##*$'\n'}" \
    "look at the server's pods and, if the role or the database is missing, at the objects databases and databaseroles of its namespace"
  sleep 1
done

printf 'discourse-init: extensions and text search of %s on %s\n' "$PGDATABASE" "$PGHOST"
query --single-transaction --file "$folder/discourse_init.sql" ||
  fail "database $PGDATABASE was not prepared, and is as it was before" "the error above names what is missing"

printf 'discourse-init: smoke tests\n'
query --single-transaction --file "$folder/discourse_init_smoke.sql" ||
  fail "a smoke test of $PGDATABASE failed" "do not start Discourse: searches would miss posts; check the parser in the server's image"

printf 'All CJK parser smoke tests passed successfully!\n'
