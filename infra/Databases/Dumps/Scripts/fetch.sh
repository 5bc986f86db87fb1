#!/bin/sh
# Fetches the newest dump, or the dump named in DUMP, checks and decrypts it: $WORK/fetched/data and manifest. POSIX sh, for the image
# of rclone.
STEP=fetch
# shellcheck source=infra/Databases/Dumps/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
IDENTITY="${IDENTITY:-/identity/identity}"

got="$WORK/fetched"
cleared "$got"
use_remote

newest=
if [ -z "${DUMP:-}" ]; then
  newest=yes
  remote lsf --files-only "$DESTINATION" >"$WORK/.listed" || fail "the dumps cannot be listed" "look at the reach of the store and the rights of the key"
  DUMP=$(dumps_of "$WORK/.listed" | sort | tail -n 1)
fi
[ -n "$DUMP" ] || fail "there is no complete dump in $DESTINATION" "look at the dump job: none has ended well yet"

taken=$(printf '%s' "$DUMP" | sed -n 's/.*-\([0-9]\{8\}T[0-9]\{6\}Z\)$/\1/p')
if [ -n "$newest" ] && [ -n "${MAX_AGE_SECONDS:-}" ] && [ "$(number_of "${taken:-0}")" -lt "$(number_of "$(stamp_of $((NOW - MAX_AGE_SECONDS)))")" ]; then
  fail "the newest dump is of $taken" "look at the dump job: it has not ended well since"
fi

remote copyto "$DESTINATION/$DUMP.manifest" "$got/manifest" || fail "the manifest of $DUMP cannot be fetched" "look at the store"
[ "$(tail -n 1 "$got/manifest")" = end ] || fail "the manifest of $DUMP has no end" "take an older dump (DUMP=...), and look at the store"
file=$(value_of file "$got/manifest")
remote copyto "$DESTINATION/$file" "$got/data" || fail "$file cannot be fetched ($(room))" "look at the store, and at databases.dumps[].scratch"
[ "$(sha_of "$got/data")" = "$(value_of sha256 "$got/manifest")" ] || fail "$file was damaged in the store" "take an older dump (DUMP=...), and look at the store"

case "$file" in
  *.age)
    [ -s "$IDENTITY" ] || fail "$file is encrypted and there is no identity" "set databases.dumps[].identity, or mount the identity at $IDENTITY"
    age --decrypt -i "$IDENTITY" -o "$got/opened" "$got/data" || fail "$file does not open" "is it the identity of databases.dumps[].encryptFor? ($(room))"
    mv "$got/opened" "$got/data"
    ;;
esac
case "$file" in
  *.gz | *.gz.age)
    gzip -dc <"$got/data" >"$got/unpacked" || fail "$file does not unpack ($(room))" "raise databases.dumps[].scratch"
    mv "$got/unpacked" "$got/data"
    ;;
esac
[ "$(sha_of "$got/data")" = "$(value_of plain-sha256 "$got/manifest")" ] || fail "$file opens to something else" "take an older dump (DUMP=...)"
say "$file of $taken, checked"
