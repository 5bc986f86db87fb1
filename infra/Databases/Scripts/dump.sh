#!/usr/bin/env bash
# Dumps a database and writes down what is in it: $WORK/dump/data and $WORK/dump/manifest, the second only when all went
# well. Runs in an image with the database's own tools.
STEP=dump
# shellcheck source=infra/Databases/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
set -o pipefail
trap '' PIPE
# The next container sees the scratch space too, but not the database's secret.
trap 'rm -f "$WORK/.pgpass" "$WORK/.my.cnf"' EXIT

out="$WORK/dump"
cleared "$out"

credential() {
  [ -s "$CREDENTIALS/$1" ] || fail "the database's secret has no '$1'" "look at the secret mounted at $CREDENTIALS"
  cat "$CREDENTIALS/$1"
}

# An assignment of its own for each: one in an argument would hide that the secret lacks it.
host=$(credential host)
port=$(credential port)
name=$(credential name)
username=$(credential username)
password=$(credential password)
[ "$name" = "$DATABASE" ] || fail "the secret is of the database '$name'" "mount the secret of '$DATABASE'"

head_of_manifest() {
  printf 'format 1\nengine %s\nserver %s\ndatabase %s\ntaken %s\nversion %s\n' "$ENGINE" "$SERVER" "$DATABASE" "$(stamp_of "$NOW")" "$1"
}

dump_postgres() {
  escaped() { printf '%s' "$1" | sed 's/[\\:]/\\&/g'; }
  printf '%s:%s:%s:%s:%s\n' "$(escaped "$host")" "$port" "$(escaped "$name")" "$(escaped "$username")" "$(escaped "$password")" >"$WORK/.pgpass"
  export PGPASSFILE="$WORK/.pgpass" PGHOST=$host PGPORT=$port PGDATABASE=$name PGUSER=$username PGCONNECT_TIMEOUT=30 PGAPPNAME=offsite-dump
  # A server whose node is gone says no good-bye: two minutes without an answer to a probe count as one.
  local connection='keepalives_idle=60 keepalives_interval=10 keepalives_count=6'

  # One transaction holds the snapshot that both the dump and the counts read.
  coproc SESSION { psql -d "$connection" -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -w 2>&1; }
  # shellcheck disable=SC2153  # made by coproc
  exec {answers}<&"${SESSION[0]}" {questions}>&"${SESSION[1]}"

  ask() {
    local line
    { printf '%s\n\\echo -- answered --\n' "$1" >&"$questions"; } 2>/dev/null || true
    while IFS= read -r -u "$answers" line; do
      if [ "$line" = '-- answered --' ]; then return 0; fi
      printf '%s\n' "$line"
    done
    return 1
  }

  local gone="see whether the server is up and the secret's user may connect, then start the job again" text snapshot version roles
  text=$(ask "SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();") ||
    fail "no session: ${text:-the server did not answer}" "$gone"
  snapshot=$text
  version=$(ask "SHOW server_version;") || fail "the server went away: $version" "$gone"

  if ! text=$(pg_dump -d "$connection" -w --format=custom --snapshot="$snapshot" --lock-wait-timeout=600s --file="$out/data" 2>&1); then
    fail "pg_dump stopped: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(room))" "make room (databases.dumps[].scratch), or see the server's log; nothing was uploaded"
  fi
  if ! text=$(pg_restore --list "$out/data" 2>&1 >/dev/null); then
    fail "the dump cannot be read back: $text" "start the job again; if it stays so, look at the disk"
  fi
  text=$(ask "$(postgres_counts)") || fail "the server went away while the rows were counted: $(printf '%s' "$text" | tail -n 1)" "$gone"
  roles=$(ask "$(postgres_roles)") || fail "the server went away while the roles were read: $(printf '%s' "$roles" | tail -n 1)" "$gone"
  exec {questions}>&- {answers}<&-
  { head_of_manifest "$version" && printf '%s\n' "$roles" && awk -F '\t' 'NF { printf "table\t%s\t%s\t%s\n", $1, $2, $3 }' <<<"$text"; } >"$out/.manifest" ||
    fail "cannot write the manifest ($(room))" "raise databases.dumps[].scratch"
}

dump_mysql() {
  local text version before after options=()
  # In an option file's quotes a backslash escapes; after a quote that is not escaped, # would begin a comment.
  escaped() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }
  printf '[client]\nhost="%s"\nport="%s"\nuser="%s"\npassword="%s"\n[mysql]\nconnect-timeout=30\n[mysqldump]\nmax-allowed-packet=1G\n' \
    "$host" "$port" "$(escaped "$username")" "$(escaped "$password")" >"$WORK/.my.cnf"
  local client dumper errors="$WORK/.errors"
  client=$(tool mysql mariadb)
  dumper=$(tool mysqldump mariadb-dump)
  asked() { "$client" --defaults-extra-file="$WORK/.my.cnf" --default-character-set=utf8mb4 "$name" "$@"; }

  local gone="see whether the server is up and the secret's user may connect, then start the job again"
  # Apart from the answers: a client that only warns has answered.
  version=$(asked -N -B -e 'SELECT VERSION()' 2>"$errors") || fail "no session: $(tail -n 1 "$errors")" "$gone"
  before=$(mysql_counts asked 2>"$errors") || fail "the rows cannot be counted: $(tail -n 1 "$errors")" "$gone"

  text=$("$dumper" --help 2>/dev/null || true)
  if [[ $text == *--set-gtid-purged* ]]; then options+=(--set-gtid-purged=OFF); fi
  # Without locks: a dump must load into the kind of server that it is of, and XtraDB Cluster refuses LOCK TABLES.
  if ! text=$("$dumper" --defaults-extra-file="$WORK/.my.cnf" --default-character-set=utf8mb4 --single-transaction --quick --routines --triggers --events \
    --skip-add-locks --no-tablespaces --hex-blob "${options[@]}" --result-file="$out/data" "$name" 2>&1); then
    fail "$dumper stopped: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(room))" "make room (databases.dumps[].scratch), or see the server's log; nothing was uploaded"
  fi
  text=$(tail -n 1 "$out/data")
  [[ $text == '-- Dump completed'* ]] || fail "the dump has no end ($(room))" "make room (databases.dumps[].scratch), then start the job again"
  after=$(mysql_counts asked 2>"$errors") || fail "the server went away while the rows were counted: $(tail -n 1 "$errors")" "$gone"

  # The dump reads a snapshot that no other session can share. What is the same before and after it is what it holds;
  # of a table that was written to meanwhile only the range is known.
  { head_of_manifest "$version" && awk -F '\t' '
      NR == FNR { if (NF) { rows[$3] = $1; sum[$3] = $2 } next }
      !NF || !($3 in rows) { next }
      rows[$3] == $1 && sum[$3] == $2 { printf "table\t%s\t%s\t%s\n", $1, $2, $3; next }
      { printf "changed\t%s\t%s\t%s\n", rows[$3], $1, $3 }' <(printf '%s\n' "$before") <(printf '%s\n' "$after"); } >"$out/.manifest" ||
    fail "cannot write the manifest ($(room))" "raise databases.dumps[].scratch"
}

case "$ENGINE" in
  postgres) dump_postgres ;;
  mysql) dump_mysql ;;
  *) fail "no way to dump '$ENGINE'" "postgres or mysql" ;;
esac

mv "$out/.manifest" "$out/manifest"
say "$(wc -c <"$out/data" | tr -d ' ') bytes, $(grep -c -E '^(table|changed)' "$out/manifest" || true) tables"
