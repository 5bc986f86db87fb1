#!/usr/bin/env bash
# Prepares Discourse's database and tests that text search splits Chinese, Japanese and Korean. May run repeatedly.
# Reads PGHOST, PGUSER, PGPASSWORD and PGDATABASE (default: the user's name).
# WAIT_SECONDS (300) limits the wait for server and extensions, and must be less than the job's deadline; POLL_SECONDS (2) is the interval.
set -euo pipefail

: "${PGHOST:?the server; set it with the variable PGHOST}"
: "${PGUSER:?the role that owns the database; set it with the variable PGUSER}"
# A service may still lead to the former primary after a switchover: only a server that accepts writes is used.
export PGDATABASE="${PGDATABASE:-$PGUSER}" PGCONNECT_TIMEOUT=5 PGAPPNAME=discourse-init PGTARGETSESSIONATTRS=read-write
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
wait_seconds=${WAIT_SECONDS:-300}
poll_seconds=${POLL_SECONDS:-2}

# fail PROBLEM REMEDY
fail() {
  printf 'discourse-init: failed: %s\n' "$1" >&2
  printf 'discourse-init: to do: %s\n' "$2" >&2
  exit 1
}

# The lock timeout ends an attempt that waits for a lock of an app, long before the job's deadline.
query() {
  PGOPTIONS='-c lock_timeout=30s -c client_min_messages=notice' psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"
}

# Missing extensions that only a superuser can create: "unknown NAME" if the server's image lacks it, else "unmade NAME".
missing() {
  PGOPTIONS='-c statement_timeout=10s' timeout 20 psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --tuples-only --no-align --command "
    SELECT CASE WHEN version.name IS NULL THEN 'unknown ' ELSE 'unmade ' END || wanted.name
    FROM unnest(ARRAY['hstore', 'pg_trgm', 'unaccent', 'vector', 'pg_cjk_parser', 'pg_cjk_search']) WITH ORDINALITY AS wanted (name, place)
      LEFT JOIN pg_catalog.pg_available_extensions AS available ON available.name = wanted.name
      LEFT JOIN pg_catalog.pg_available_extension_versions AS version
        ON version.name = wanted.name AND version.version = available.default_version
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = wanted.name)
      AND (version.name IS NULL OR version.superuser AND NOT version.trusted
        AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user))
    ORDER BY wanted.place" 2>&1
}

# Other messages of the server, e.g. a warning about its libc version, are no reason to wait.
ready() {
  answered=no
  seen=$(missing) && answered=yes && ! grep -qE '^(unknown|unmade) ' <<<"$seen"
}

# names KIND: prints the names of one kind in the answer, separated by commas.
names() {
  sed -n "s/^$1 //p" <<<"$seen" | paste -s -d , | sed 's/,/, /g'
}

# The operator may report a database as applied before its extensions exist, and after a switchover may report extensions that do not.
deadline=$((SECONDS + wait_seconds))
printed=
until ready; do
  if [ "$SECONDS" -ge "$deadline" ]; then
    [ "$answered" = yes ] || fail "database $PGDATABASE on $PGHOST did not accept $PGUSER within $wait_seconds s: ${seen##*$'\n'}" \
      "check the server's pods and, if the role or the database is missing, the objects databases and databaseroles of its namespace"
    unknown=$(names unknown)
    [ -z "$unknown" ] || fail "the server's image has no extension $unknown, after $wait_seconds s" \
      "build the image from images/postgres, use it for the server, and wait until all instances run it"
    unmade=$(names unmade)
    remedy="list it under the database's extensions: the operator creates it. If it is listed and the database object says applied,"
    remedy+=" create it in the primary's pod: psql -d $PGDATABASE -c 'CREATE EXTENSION IF NOT EXISTS NAME' for each in this order;"
    fail "database $PGDATABASE on $PGHOST lacks the extension $unmade after $wait_seconds s, and role $PGUSER may not create it" \
      "$remedy then run the job again"
  fi
  if [ "$seen" != "$printed" ]; then
    printf 'discourse-init: waiting up to %s s for %s: %s\n' "$((deadline - SECONDS))" "$PGHOST" "${seen//$'\n'/; }"
    printed=$seen
  fi
  sleep "$poll_seconds"
done

printf 'discourse-init: extensions and text search of %s on %s\n' "$PGDATABASE" "$PGHOST"
query --single-transaction --file "$folder/discourse_init.sql" ||
  fail "database $PGDATABASE was not prepared, and is unchanged" "correct the cause that the error above names"

printf 'discourse-init: smoke tests\n'
query --single-transaction --file "$folder/discourse_init_smoke.sql" ||
  fail "a smoke test of $PGDATABASE failed" "do not start Discourse: searches would miss posts; check the parser in the server's image"

printf 'All CJK parser smoke tests passed successfully!\n'
