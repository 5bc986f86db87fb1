#!/usr/bin/env bash
# Restores what fetch.sh brought into a server of its own, inside the pod and reachable by nobody, and compares rows and
# checksums with what the dump recorded. Runs in the image of the database's server.
STEP=restore-test
# shellcheck source=infra/Databases/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
set -o pipefail
START_SECONDS="${START_SECONDS:-120}"

got="$WORK/fetched"
scratch="$WORK/server"
if [ ! -s "$got/data" ] || [ ! -s "$got/manifest" ]; then fail "there is nothing to restore" "see the log of the container before this one"; fi
cleared "$scratch"
mkdir -p "$scratch/run" "$scratch/tmp"
log="$scratch/log"
server=

# What the server holds is thrown away, so it ends without writing it down: PostgreSQL by its immediate shutdown.
stop_server() {
  if [ -n "$server" ]; then
    if [ "$ENGINE" = postgres ]; then kill -QUIT "$server"; else kill -KILL "$server"; fi 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
  rm -rf "$scratch"
}
trap stop_server EXIT

last_words() { tail -n 3 "$log" 2>/dev/null | tr '\n' ' '; }

# until_up COMMAND...
until_up() {
  local began=$SECONDS
  until "$@" >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || fail "the scratch server ended: $(last_words)($(room))" "see the lines above; is the image the server's?"
    [ $((SECONDS - began)) -lt "$START_SECONDS" ] || fail "the scratch server is not up after ${START_SECONDS}s: $(last_words)" "give the restore test more resources"
    sleep 0.2
  done
}

restore_postgres() {
  local bin text
  # Debian keeps the server's programs apart by version.
  bin=$(command -v initdb || find /usr/lib/postgresql -name initdb 2>/dev/null | sort | tail -n 1)
  [ -n "$bin" ] || fail "no initdb in the image" "the restore test runs in the server's own image"
  bin=$(dirname "$bin")
  "$bin/initdb" -D "$scratch/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$log" 2>&1 || fail "initdb: $(last_words)($(room))" "raise databases.dumps[].scratch"
  "$bin/postgres" -D "$scratch/data" -c listen_addresses= -c "unix_socket_directories=$scratch/run" -c fsync=off -c full_page_writes=off -c max_wal_size=256MB >"$log" 2>&1 &
  server=$!
  export PGHOST="$scratch/run" PGUSER=postgres PGDATABASE=postgres PGPORT=5432
  unset PGPASSFILE
  until_up psql -X -q -c 'SELECT 1'
  psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE DATABASE scratch TEMPLATE template0' >>"$log" 2>&1 || fail "no scratch database: $(last_words)" "see the lines above"
  roles_of "$got/manifest" >"$scratch/roles"
  psql -X -q -v ON_ERROR_STOP=1 -f "$scratch/roles" >>"$log" 2>&1 || fail "the dump's roles cannot be made: $(last_words)" "see the lines above"
  if ! text=$(pg_restore --exit-on-error -d scratch "$got/data" 2>&1); then
    fail "pg_restore: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(room))" "the dump cannot be restored as it is; look at extensions the image lacks, roles the manifest lacks, and at older dumps"
  fi
  postgres_counts | psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -d scratch >"$WORK/.counted" || fail "the rows cannot be counted" "see the lines above"
}

restore_mysql() {
  local daemon client text
  daemon=$(tool mysqld mariadbd)
  client=$(tool mysql mariadb)
  text=$("$daemon" --no-defaults --version 2>/dev/null || true)
  if [[ $text == *[Mm]aria* ]]; then
    "$(tool mariadb-install-db mysql_install_db)" --no-defaults --datadir="$scratch/data" --auth-root-authentication-method=normal --skip-test-db >"$log" 2>&1
  else
    "$daemon" --no-defaults --initialize-insecure --datadir="$scratch/data" >"$log" 2>&1
  fi || fail "no scratch server: $(last_words)($(room))" "raise databases.dumps[].scratch"
  local options=(--no-defaults --datadir="$scratch/data" --socket="$scratch/run/s" --pid-file="$scratch/run/pid" --tmpdir="$scratch/tmp" --skip-networking
    --innodb-flush-log-at-trx-commit=0 --max-allowed-packet=1G)
  text=$("$daemon" --no-defaults --verbose --help 2>/dev/null || true)
  if [[ $text == *$'\nmysqlx '* ]]; then options+=(--mysqlx=OFF); fi
  "$daemon" "${options[@]}" >"$log" 2>&1 &
  server=$!
  asked() { "$client" --no-defaults --default-character-set=utf8mb4 --user=root --socket="$scratch/run/s" "$@"; }
  until_up asked -e 'SELECT 1'
  text=$(asked -e 'CREATE DATABASE scratch CHARACTER SET utf8mb4' 2>&1) || fail "no scratch database: $text($(room))" "raise databases.dumps[].scratch"
  text=$(asked --max-allowed-packet=1G scratch <"$got/data" 2>&1) || fail "the dump does not load: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(room))" "look at older dumps"
  mysql_counts asked scratch >"$WORK/.counted" || fail "the rows cannot be counted" "see the lines above"
}

began=$SECONDS
case "$ENGINE" in
  postgres) restore_postgres ;;
  mysql) restore_mysql ;;
  *) fail "no way to restore '$ENGINE'" "postgres or mysql" ;;
esac

wrong=$(awk -F '\t' '
  restored { rows[$3] = $1; sum[$3] = $2; found++; next }
  $1 != "table" && $1 != "changed" { next }
  { known++ }
  !($4 in rows) { print $4 " is missing"; next }
  $1 == "table" && rows[$4] != $2 { print $4 " has " rows[$4] " rows, " $2 " were dumped"; next }
  # As texts: numbers this long are equal to awk when only their beginnings are.
  $1 == "table" && sum[$4] "" != $3 "" { print $4 " has other contents"; next }
  $1 == "changed" && rows[$4] == 0 && $2 > 0 && $3 > 0 { print $4 " is empty" }
  END { if (found != known) print found + 0 " tables instead of " known + 0 }' restored=1 "$WORK/.counted" restored=0 "$got/manifest")
[ -z "$wrong" ] || fail "what was restored is not what was dumped: $(printf '%s' "$wrong" | tr '\n' ';')" "do not rely on this dump; look at older ones, and at the dump job"
rows=$(awk -F '\t' '{ rows += $1 } END { print rows + 0 }' "$WORK/.counted")
say "ok: dump of $(value_of taken "$got/manifest") restored in $((SECONDS - began))s, $(wc -l <"$WORK/.counted" | tr -d ' ') tables, $rows rows, all as recorded"
