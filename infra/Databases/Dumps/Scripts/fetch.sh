#!/bin/sh
# Downloads the newest dump, or the one named in DUMP, verifies and decrypts it: $WORK/fetched/data and manifest. POSIX sh, for the image
# of rclone.
STEP=fetch
# shellcheck source=infra/Databases/Dumps/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
IDENTITY="${IDENTITY:-/identity/identity}"

got="$WORK/fetched"
empty_folder "$got"
configure_rclone

newest=
if [ -z "${DUMP:-}" ]; then
  newest=yes
  remote lsf --files-only "$DESTINATION" >"$WORK/.listed" ||
    fail "cannot list the dumps" "check the connection to the bucket and the permissions of the access key"
  DUMP=$(dumps_of "$WORK/.listed" | sort | tail -n 1)
fi
[ -n "$DUMP" ] || fail "$DESTINATION has no complete dump" "check the dump job: it has never succeeded"

taken=$(printf '%s' "$DUMP" | sed -n 's/.*-\([0-9]\{8\}T[0-9]\{6\}Z\)$/\1/p')
if [ -n "$newest" ] && [ -n "${MAX_AGE_SECONDS:-}" ] &&
  [ "$(number_of "${taken:-0}")" -lt "$(number_of "$(stamp_of $((NOW - MAX_AGE_SECONDS)))")" ]; then
  fail "the newest dump is from $taken, older than the limit" "check the dump job: it has not succeeded since"
fi

remote copyto "$DESTINATION/$DUMP.manifest" "$got/manifest" ||
  fail "cannot download the manifest of $DUMP" "check that the bucket has this dump, and its connection"
[ "$(tail -n 1 "$got/manifest")" = end ] ||
  fail "the manifest of $DUMP is incomplete" "restore an older dump (DUMP=...), and check the files in the bucket"
file=$(value_of file "$got/manifest")
remote copyto "$DESTINATION/$file" "$got/data" ||
  fail "cannot download $file ($(free_space))" "check the files in the bucket, and raise databases.dumps[].scratch if space is low"
[ "$(sha256_of "$got/data")" = "$(value_of sha256 "$got/manifest")" ] ||
  fail "$file has a wrong checksum: it is damaged" "restore an older dump (DUMP=...), and check the files in the bucket"

case "$file" in
  *.age)
    [ -s "$IDENTITY" ] ||
      fail "$file is encrypted, but there is no identity" "set databases.dumps[].identity, or mount the identity at $IDENTITY"
    age --decrypt -i "$IDENTITY" -o "$got/opened" "$got/data" ||
      fail "cannot decrypt $file ($(free_space))" "use the identity that belongs to databases.dumps[].encryptFor"
    mv "$got/opened" "$got/data"
    ;;
esac
case "$file" in
  *.gz | *.gz.age)
    gzip -dc <"$got/data" >"$got/unpacked" || fail "cannot decompress $file ($(free_space))" "raise databases.dumps[].scratch"
    mv "$got/unpacked" "$got/data"
    ;;
esac
[ "$(sha256_of "$got/data")" = "$(value_of plain-sha256 "$got/manifest")" ] ||
  fail "$file has a wrong checksum after decryption and decompression" "restore an older dump (DUMP=...)"
say "$file of $taken, verified"
