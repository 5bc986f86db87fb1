#!/usr/bin/env bash
# Dumps a database: $WORK/dump/data, its suffix in $WORK/dump/suffix, and $WORK/dump/manifest with its contents, which is written
# only after success. Runs in an image with the client tools of the database's engine; engine.sh has the functions of the engine.
# shellcheck disable=SC2034  # engine.sh reads the variables
STEP=dump
# shellcheck source=infra/Databases/Dumps/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
set -o pipefail
trap '' PIPE
# The next container has the same scratch volume, but must not read the database's secret.
login="$WORK/.login"
trap 'rm -f "$login"' EXIT

out="$WORK/dump"
empty_folder "$out"

credential() {
  [ -s "$CREDENTIALS/$1" ] || fail "the database's secret has no '$1'" "check the secret mounted at $CREDENTIALS"
  cat "$CREDENTIALS/$1"
}

# Separate assignments: the failure of a substitution in an argument would be ignored.
host=$(credential host)
port=$(credential port)
name=$(credential name)
username=$(credential username)
password=$(credential password)
[ "$name" = "$DATABASE" ] || fail "the secret belongs to the database '$name'" "mount the secret of '$DATABASE'"

head_of_manifest() {
  printf 'format 1\nengine %s\nserver %s\ndatabase %s\ntaken %s\nversion %s\n' "$ENGINE" "$SERVER" "$DATABASE" "$(stamp_of "$NOW")" "$1"
}

# shellcheck source=/dev/null
. "${SCRIPTS:-/scripts}/engine.sh"
dump_database

# shellcheck disable=SC2154  # set by engine.sh
printf '%s\n' "$suffix" >"$out/suffix"
mv "$out/.manifest" "$out/manifest"
say "$(wc -c <"$out/data" | tr -d ' ') bytes, $(grep -c -E '^(table|changed)' "$out/manifest" || true) tables"
