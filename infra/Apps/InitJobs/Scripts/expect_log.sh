#!/bin/sh
# Runs a command and succeeds only if the command succeeds and its output contains a text: expect_log.sh TEXT COMMAND [ARGUMENT...]
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
  echo "init job: failed: the command ended with exit code $status" >&2
  echo "init job: to do: read its output above" >&2
  exit "$status"
fi
if ! grep -qF -- "$expected" "$folder/log"; then
  echo "init job: failed: the command succeeded, but its output does not contain: $expected" >&2
  echo "init job: to do: read its output above; if the command did its work, correct expectLog" >&2
  exit 1
fi
