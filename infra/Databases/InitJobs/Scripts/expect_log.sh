#!/bin/sh
# Runs a command and succeeds only when it does and its output has a text: expect_log.sh TEXT COMMAND [ARGUMENT...]
set -eu

expected=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
  status=0
  "$@" 2>&1 || status=$?
  echo "$status" >"$folder/status"
} | tee "$folder/log"

status=$(cat "$folder/status")
if [ "$status" -ne 0 ]; then
  echo "init job: failed: the command ended with $status" >&2
  echo "init job: to do: see its output above" >&2
  exit "$status"
fi
if ! grep -qF -- "$expected" "$folder/log"; then
  echo "init job: failed: the command ended well, but its output does not say: $expected" >&2
  echo "init job: to do: see above what it says instead; did it do its work, or is expectLog of another version?" >&2
  exit 1
fi
