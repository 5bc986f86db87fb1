# shellcheck shell=bash
# MySQL's functions for dump.sh and restore.sh, mounted beside them as engine.sh. Defines only variables and functions.
# shellcheck disable=SC2034,SC2154  # variables shared with those scripts

# Suffix of the dump's file. upload.sh compresses the dump.
suffix=.sql.gz

# Signal that stops the server of a restore test at once.
stop_signal=KILL

# counts CLIENT...: prints rows, checksum and name of every table. The client command includes the server and the database.
counts() {
  tables=$("$@" -N -B -r -e "SELECT table_name FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name") || return 1
  printf '%s\n' "$tables" | while IFS= read -r table; do
    [ -n "$table" ] || continue
    # shellcheck disable=SC2016  # backquotes of SQL
    quoted=$(printf '%s' "$table" | sed 's/`/``/g')
    rows=$("$@" -N -B -e "SELECT COUNT(*) FROM \`$quoted\`") || exit 1
    sum=$("$@" -N -B -e "CHECKSUM TABLE \`$quoted\` EXTENDED") || exit 1
    printf '%s\t%s\t%s\n' "$rows" "${sum##*	}" "$table"
  done
}

dump_database() {
  local text version before after options=()
  # In a quoted value of an option file a backslash escapes; after an unescaped quote, # would begin a comment.
  escaped() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }
  printf '[client]\nhost="%s"\nport="%s"\nuser="%s"\npassword="%s"\n[mysql]\nconnect-timeout=30\n[mysqldump]\nmax-allowed-packet=1G\n' \
    "$host" "$port" "$(escaped "$username")" "$(escaped "$password")" >"$login"
  local client dumper errors="$WORK/.errors"
  client=$(tool mysql mariadb)
  dumper=$(tool mysqldump mariadb-dump)
  query() { "$client" --defaults-extra-file="$login" --default-character-set=utf8mb4 "$name" "$@"; }

  local unavailable="check that the server runs and the secret's user may connect, then start the job again"
  # Errors are separate from answers: a client that only prints a warning has answered.
  version=$(query -N -B -e 'SELECT VERSION()' 2>"$errors") || fail "cannot connect: $(tail -n 1 "$errors")" "$unavailable"
  before=$(counts query 2>"$errors") || fail "cannot count the rows: $(tail -n 1 "$errors")" "$unavailable"

  text=$("$dumper" --help 2>/dev/null || true)
  if [[ $text == *--set-gtid-purged* ]]; then options+=(--set-gtid-purged=OFF); fi
  # No LOCK TABLES in the dump: XtraDB Cluster rejects the statement.
  if ! text=$("$dumper" --defaults-extra-file="$login" --default-character-set=utf8mb4 --single-transaction --quick \
    --routines --triggers --events --skip-add-locks --no-tablespaces --hex-blob "${options[@]}" \
    --result-file="$out/data" "$name" 2>&1); then
    fail "$dumper failed: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(free_space))" \
      "raise databases.dumps[].scratch if space is low, or read the server's log; nothing was uploaded"
  fi
  text=$(tail -n 1 "$out/data")
  [[ $text == '-- Dump completed'* ]] ||
    fail "the dump is incomplete ($(free_space))" "raise databases.dumps[].scratch if space is low, then start the job again"
  after=$(counts query 2>"$errors") || fail "lost the connection while counting rows: $(tail -n 1 "$errors")" "$unavailable"

  # The dump reads a snapshot that no other session can share. A table with equal counts before and after it has those counts in
  # the dump; for a table that changed meanwhile only the range is known.
  { head_of_manifest "$version" && awk -F '\t' '
      NR == FNR { if (NF) { rows[$3] = $1; sum[$3] = $2 } next }
      !NF || !($3 in rows) { next }
      rows[$3] == $1 && sum[$3] == $2 { printf "table\t%s\t%s\t%s\n", $1, $2, $3; next }
      { printf "changed\t%s\t%s\t%s\n", rows[$3], $1, $3 }' <(printf '%s\n' "$before") <(printf '%s\n' "$after"); } >"$out/.manifest" ||
    fail "cannot write the manifest ($(free_space))" "raise databases.dumps[].scratch"
}

restore_database() {
  local daemon client text
  daemon=$(tool mysqld mariadbd)
  client=$(tool mysql mariadb)
  text=$("$daemon" --no-defaults --version 2>/dev/null || true)
  if [[ $text == *[Mm]aria* ]]; then
    "$(tool mariadb-install-db mysql_install_db)" --no-defaults --datadir="$scratch/data" \
      --auth-root-authentication-method=normal --skip-test-db >"$log" 2>&1
  else
    "$daemon" --no-defaults --initialize-insecure --datadir="$scratch/data" >"$log" 2>&1
  fi || fail "cannot create a scratch server: $(last_lines)($(free_space))" "raise databases.dumps[].scratch"
  local options=(--no-defaults --datadir="$scratch/data" --socket="$scratch/run/s" --pid-file="$scratch/run/pid" --tmpdir="$scratch/tmp"
    --skip-networking --innodb-flush-log-at-trx-commit=0 --max-allowed-packet=1G)
  text=$("$daemon" --no-defaults --verbose --help 2>/dev/null || true)
  if [[ $text == *$'\nmysqlx '* ]]; then options+=(--mysqlx=OFF); fi
  "$daemon" "${options[@]}" >"$log" 2>&1 &
  server=$!
  query() { "$client" --no-defaults --default-character-set=utf8mb4 --user=root --socket="$scratch/run/s" "$@"; }
  until_up query -e 'SELECT 1'
  text=$(query -e 'CREATE DATABASE scratch CHARACTER SET utf8mb4' 2>&1) ||
    fail "cannot create a scratch database: $text($(free_space))" "raise databases.dumps[].scratch"
  text=$(query --max-allowed-packet=1G scratch <"$got/data" 2>&1) ||
    fail "the dump cannot be loaded: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(free_space))" "check older dumps, and the dump job"
  counts query scratch >"$WORK/.counted" || fail "cannot count the restored rows" "see the lines above"
}
