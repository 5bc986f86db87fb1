#!/usr/bin/env bash
# Restores the dump that fetch.sh downloaded into a server inside the pod, which accepts no other connections, and compares rows and
# checksums with the dump's manifest. Runs in the image of the database's server; engine.sh has the functions of the engine.
STEP=restore-test
# shellcheck source=infra/Databases/Dumps/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
set -o pipefail
START_SECONDS="${START_SECONDS:-120}"

got="$WORK/fetched"
scratch="$WORK/server"
if [ ! -s "$got/data" ] || [ ! -s "$got/manifest" ]; then
  fail "there is no dump to restore" "read the log of the container that ran before this one"
fi
empty_folder "$scratch"
mkdir -p "$scratch/run" "$scratch/tmp"
log="$scratch/log"
server=

# The server's data is discarded afterwards: the engine's signal stops the server without a checkpoint.
# shellcheck disable=SC2154  # stop_signal is set by engine.sh
stop_server() {
  if [ -n "$server" ]; then
    kill -s "$stop_signal" "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
  rm -rf "$scratch"
}
trap stop_server EXIT

last_lines() { tail -n 3 "$log" 2>/dev/null | tr '\n' ' '; }

# until_up COMMAND...: waits until the command succeeds.
until_up() {
  local began=$SECONDS
  until "$@" >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null ||
      fail "the scratch server ended: $(last_lines)($(free_space))" \
        "read the lines above, and check that the image is the one of the database's server"
    [ $((SECONDS - began)) -lt "$START_SECONDS" ] ||
      fail "the scratch server does not answer after ${START_SECONDS}s: $(last_lines)" "raise the resources of the restore test"
    sleep 0.2
  done
}

began=$SECONDS
# shellcheck source=/dev/null
. "${SCRIPTS:-/scripts}/engine.sh"
restore_database

wrong=$(awk -F '\t' '
  restored { rows[$3] = $1; sum[$3] = $2; found++; next }
  $1 != "table" && $1 != "changed" { next }
  { known++ }
  !($4 in rows) { print $4 " is missing"; next }
  $1 == "table" && rows[$4] != $2 { print $4 " has " rows[$4] " rows, " $2 " were dumped"; next }
  # Compared as text: awk compares long numbers by their first digits only.
  $1 == "table" && sum[$4] "" != $3 "" { print $4 " has other contents"; next }
  $1 == "changed" && rows[$4] == 0 && $2 > 0 && $3 > 0 { print $4 " is empty" }
  END { if (found != known) print found + 0 " tables instead of " known + 0 }' restored=1 "$WORK/.counted" restored=0 "$got/manifest")
[ -z "$wrong" ] || fail "the restored database differs from the dumped one: $(printf '%s' "$wrong" | tr '\n' ';')" \
  "do not use this dump; check older ones, and the dump job"
rows=$(awk -F '\t' '{ rows += $1 } END { print rows + 0 }' "$WORK/.counted")
say "ok: dump of $(value_of taken "$got/manifest") restored in $((SECONDS - began))s," \
  "$(wc -l <"$WORK/.counted" | tr -d ' ') tables, $rows rows, all as recorded"
