#!/usr/bin/env bash
# A data move of PocketBase: files (move-files.sh), whose SQLite databases are opened after the copy. They are read only: a database
# without a journal as it is, one with a journal as a copy, for SQLite would change it.
# Parameters beside those of files: KEY_VARIABLE (variable with the key of the encrypted settings), TARGET_APP.
KEY_VARIABLE=${KEY_VARIABLE:-POCKETBASE_ENCRYPTION_KEY}

# sqlite_program: prints what the databases of a folder hold; for either end.
sqlite_program() {
  cat <<'END'
set -euo pipefail
sqlite() {
  if command -v sqlite3 >/dev/null; then
    sqlite3 -batch -noheader "$1" "$2"
  else
    python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1], uri=True).execute(sys.argv[2]): print("|".join(str(each) for each in row))' "$1" "$2"
  fi
}
# facts FOLDER SPARE: for each database whether it is whole, and the rows of each table. SPARE is a folder for copies.
facts() {
  local file name table uri
  command -v sqlite3 >/dev/null || python3 -c 'import sqlite3' 2>/dev/null || { echo "no tool" && return 0; }
  for file in "$1"/*.db; do
    [ -f "$file" ] || continue
    name=${file##*/}
    uri="file:$file?immutable=1"
    if [ -s "$file-wal" ]; then
      rm -rf "$2"
      (umask 077 && mkdir -p "$2")
      cp --reflink=auto "$file" "$file-wal" "$2/"
      uri="file:$2/$name"
    fi
    printf '%s integrity %s\n' "$name" "$(sqlite "$uri" 'PRAGMA integrity_check' 2>&1 | paste -sd ' ' | cut -c 1-200)"
    while IFS= read -r table; do
      printf '%s %s %s\n' "$name" "$table" "$(sqlite "$uri" "SELECT COUNT(*) FROM \"${table//\"/\"\"}\"")"
    done < <(sqlite "$uri" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name" || true)
  done
  rm -rf "$2"
}
END
}

# same_key: the settings are encrypted with a key that both sides need. Compared by digests, where both sides can be asked.
same_key() {
  local id here there name key
  id=$(at_source mounting "$SOURCE_ROOT" | awk 'NR == 1 { print $1 }')
  [ -n "$id" ] || return 0
  here=$(source_host "docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' $id | sed -n 's/^$KEY_VARIABLE=//p' | sha256sum" \
    </dev/null)
  [ "${here%% *}" != "$(printf '' | sha256sum | cut -d ' ' -f 1)" ] || return 0
  key="{.spec.template.spec.containers[*].env[?(@.name==\"$KEY_VARIABLE\")].valueFrom.secretKeyRef"
  name=$(kube -n "$TARGET_NAMESPACE" get "statefulset/${TARGET_APP:-}" -o "jsonpath=$key.name}" 2>/dev/null) || name=""
  if [ -z "$name" ]; then
    say "the settings of PocketBase are encrypted: the stack's secret for $KEY_VARIABLE must be that of $SOURCE_NAME"
    return 0
  fi
  key=$(kube -n "$TARGET_NAMESPACE" get "statefulset/$TARGET_APP" -o "jsonpath=$key.key}")
  there=$(kube -n "$TARGET_NAMESPACE" get secret "$name" -o "jsonpath={.data.$key}" | base64 -d | { cat && echo; } | sha256sum)
  [ "${here%% *}" = "${there%% *}" ] ||
    fail "$KEY_VARIABLE in the cluster is not that of $SOURCE_NAME, and PocketBase could not read its settings" \
      "pulumi config set --secret the key of $SOURCE_NAME (docker inspect, Config.Env), then run pulumi up again"
}

kind_check() {
  files_check
  source_host "test -f $(words "$SOURCE_ROOT/data.db")" </dev/null ||
    fail "$SOURCE_ROOT on $SOURCE_NAME has no data.db" "name the folder pb_data itself in dataMoves[$MOVE].from"
  same_key
}

kind_verify() {
  files_verify "$1"
  bash -c "$(sqlite_program)"$'\n'"$(words facts "$STAGE/incoming" "$STAGE/check")" </dev/null >"$WORK/target.facts" ||
    fail "the databases of the copy cannot be opened" "see the lines above"
  grep ' integrity ' "$WORK/target.facts" | grep -v ' ok$' >"$WORK/broken" || true
  if [ "$1" = rehearsal ]; then
    if [ -s "$WORK/broken" ]; then
      note "a database was written to while it was copied, so this copy of it is not whole; the move copies it after the stop"
    fi
    return 0
  fi
  if [ "$(cat "$WORK/target.facts")" = "no tool" ]; then
    note "the databases were not opened: $NODE_NAME has neither sqlite3 nor python3"
    return 0
  fi
  if [ -s "$WORK/broken" ]; then
    fail "SQLite finds a database damaged: $(paste -sd ';' "$WORK/broken")" \
      "it is equal to that of $SOURCE_NAME: repair it there (sqlite3 data.db .recover), then run pulumi up again"
  fi
  source_host "$(sqlite_program)"$'\n'"$(words facts "$SOURCE_ROOT" "$SOURCE_ROOT/.infra-move/check")" </dev/null >"$WORK/source.facts" ||
    fail "the databases of $SOURCE_NAME cannot be opened" "see the lines above"
  if [ "$(cat "$WORK/source.facts")" != "no tool" ] && ! cmp -s "$WORK/source.facts" "$WORK/target.facts"; then
    fail "tables differ: $(comm -3 <(sort "$WORK/source.facts") <(sort "$WORK/target.facts") | tr -s '\t\n' ' ;' | cut -c 1-300)" \
      "run pulumi up again"
  fi
  note "$(awk '$2 == "integrity" { databases++; next } { tables++; rows += $NF }
    END { printf "%d databases whole, %d tables, %d rows", databases, tables, rows }' "$WORK/target.facts")"
}
