#!/usr/bin/env bash
# Prepares Discourse's database and proves that text search splits Chinese, Japanese and Korean.
# Reads PGHOST, PGUSER, PGPASSWORD and, where it is not the user's name, PGDATABASE. Runs any number of times.
# WAIT_SECONDS (300) bounds the wait for the server and its extensions together, below the job's time; POLL_SECONDS (2) is between looks.
set -euo pipefail

: "${PGHOST:?the server; set it with the variable PGHOST}"
: "${PGUSER:?the role that owns the database; set it with the variable PGUSER}"
# A service may still lead to the primary of before a switchover: only a server that takes writes counts.
export PGDATABASE="${PGDATABASE:-$PGUSER}" PGCONNECT_TIMEOUT=5 PGAPPNAME=discourse-init PGTARGETSESSIONATTRS=read-write
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
wait_seconds=${WAIT_SECONDS:-300}
poll_seconds=${POLL_SECONDS:-2}

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

# What only a superuser makes and is not there: "unknown NAME" where the server's image lacks it, else "unmade NAME".
missing() {
  PGOPTIONS='-c statement_timeout=10s' timeout 20 psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --tuples-only --no-align --command "
    SELECT CASE WHEN version.name IS NULL THEN 'unknown ' ELSE 'unmade ' END || wanted.name
    FROM unnest(ARRAY['hstore', 'pg_trgm', 'unaccent', 'vector', 'pg_cjk_parser', 'pg_cjk_search']) WITH ORDINALITY AS wanted (name, place)
      LEFT JOIN pg_catalog.pg_available_extensions AS available ON available.name = wanted.name
      LEFT JOIN pg_catalog.pg_available_extension_versions AS version ON version.name = wanted.name AND version.version = available.default_version
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = wanted.name)
      AND (version.name IS NULL OR version.superuser AND NOT version.trusted AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user))
    ORDER BY wanted.place" 2>&1
}

# Whatever else the server says on the way, e.g. that its libc is another one, is no reason to wait.
ready() {
  answered=no
  seen=$(missing) && answered=yes && ! grep -qE '^(unknown|unmade) ' <<<"$seen"
}

# Names of one kind in what was seen, with commas.
names() {
  sed -n "s/^$1 //p" <<<"$seen" | paste -s -d , | sed 's/,/, /g'
}

# The operator reports a database as made before its extensions are, and after a switchover those it no longer has.
deadline=$((SECONDS + wait_seconds))
said=
until ready; do
  if [ "$SECONDS" -ge "$deadline" ]; then
    [ "$answered" = yes ] || fail "database $PGDATABASE on $PGHOST did not take $PGUSER within $wait_seconds s: ${seen##*$'\n'}" \
      "look at the server's pods and, if the role or the database is missing, at the objects databases and databaseroles of its namespace"
    unknown=$(names unknown)
    [ -z "$unknown" ] || fail "the server's image has no extension $unknown, after $wait_seconds s" \
      "build the image from images/postgres, give it to the server, and wait until all instances run it"
    unmade=$(names unmade)
    fail "database $PGDATABASE on $PGHOST lacks the extension $unmade after $wait_seconds s, which role $PGUSER may not make" \
      "list it under the database's extensions: the operator makes it. If it is listed, the object of the database says applied and is wrong: in the primary's pod, psql -d $PGDATABASE -c 'CREATE EXTENSION IF NOT EXISTS NAME' for each in this order; then run the job again"
  fi
  if [ "$seen" != "$said" ]; then
    printf 'discourse-init: waiting up to %s s for %s: %s\n' "$((deadline - SECONDS))" "$PGHOST" "${seen//$'\n'/; }"
    said=$seen
  fi
  sleep "$poll_seconds"
done

printf 'discourse-init: extensions and text search of %s on %s\n' "$PGDATABASE" "$PGHOST"
query --single-transaction --file "$folder/discourse_init.sql" ||
  fail "database $PGDATABASE was not prepared, and is as it was before" "the error above names what is missing"

printf 'discourse-init: smoke tests\n'
query --single-transaction --file "$folder/discourse_init_smoke.sql" ||
  fail "a smoke test of $PGDATABASE failed" "do not start Discourse: searches would miss posts; check the parser in the server's image"

printf 'All CJK parser smoke tests passed successfully!\n'
