#!/bin/sh
# Compresses, encrypts, uploads and verifies the dump of dump.sh, then removes old dumps. POSIX sh, for the image of rclone. The
# manifest is uploaded last: a dump without one is incomplete.
STEP=upload
# shellcheck source=infra/Databases/Dumps/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
: "${KEEP_SECONDS:?}"
KEEP_LEAST="${KEEP_LEAST:-3}"

out="$WORK/dump"
if [ ! -s "$out/manifest" ] || [ ! -s "$out/data" ] || [ ! -s "$out/suffix" ]; then
  fail "there is no dump to upload" "read the log of the container that ran before this one"
fi
configure_rclone

# Renamed so that a second run on the same scratch volume finds no dump, instead of compressing it twice.
mv "$out/manifest" "$out/.taken"
plain=$(sha256_of "$out/data")
name="$DATABASE-$(value_of taken "$out/.taken")"
file="$name$(cat "$out/suffix")"
case "$file" in
  *.gz)
    gzip -c <"$out/data" >"$out/packed" ||
      fail "cannot compress the dump ($(free_space))" "raise databases.dumps[].scratch; nothing was uploaded"
    mv "$out/packed" "$out/data"
    ;;
esac

if [ -n "${RECIPIENTS:-}" ]; then
  command -v age >/dev/null 2>&1 ||
    fail "the image has no age" "set an image with rclone and age in databases.dumps[].tools; nothing was uploaded"
  set --
  for recipient in $RECIPIENTS; do set -- "$@" -r "$recipient"; done
  age "$@" -o "$out/sealed" "$out/data" ||
    fail "cannot encrypt the dump ($(free_space))" "check databases.dumps[].encryptFor and scratch; nothing was uploaded"
  mv "$out/sealed" "$out/data"
  file="$file.age"
fi

sum=$(sha256_of "$out/data")
{
  printf 'file %s\nbytes %s\nsha256 %s\nplain-sha256 %s\n' "$file" "$(wc -c <"$out/data" | tr -d ' ')" "$sum" "$plain" &&
    cat "$out/.taken" &&
    printf 'end\n'
} >"$out/$name.manifest" || fail "cannot write the manifest ($(free_space))" "raise databases.dumps[].scratch; nothing was uploaded"

# uploaded_checksum FILE: prints the checksum of a file in the bucket, which is read completely.
uploaded_checksum() { remote cat "$DESTINATION/$1" | sha256sum | cut -d ' ' -f 1; }

# send LOCAL NAME SUM
send() {
  remote copyto "$1" "$DESTINATION/$2" || fail "cannot upload $2" \
    "see the lines above: check the connection to the bucket, its quota and the permissions of the access key; older dumps are unchanged"
  found=$(uploaded_checksum "$2")
  if [ "$found" != "$3" ]; then
    remote deletefile "$DESTINATION/$2" || true
    fail "$2 in the bucket differs from what was uploaded (sha256 $found instead of $3)" \
      "start the job again; if that fails too, use another bucket, for this one damages files; older dumps are unchanged"
  fi
}

send "$out/data" "$file" "$sum"
send "$out/$name.manifest" "$name.manifest" "$(sha256_of "$out/$name.manifest")"
say "$file uploaded and verified"

# Removes old dumps only after a successful upload; the newest dumps are kept whatever their age.
listed="$WORK/.listed"
remote lsf --files-only "$DESTINATION" >"$listed" ||
  fail "cannot list old dumps" "check the permissions of the access key; today's dump is uploaded"
limit=$(number_of "$(stamp_of $((NOW - KEEP_SECONDS)))")
dumps_of "$listed" | sort -r >"$WORK/.dumps"
sed '/\.manifest$/d' "$listed" >"$WORK/.files"
: >"$WORK/.kept"
kept=0
removed=0

# remove_file FILE
remove_file() {
  remote deletefile "$DESTINATION/$1" ||
    fail "cannot remove the old $1" "check the permissions of the access key, because the bucket grows; today's dump is uploaded"
  removed=$((removed + 1))
}

# is_old NAME: whether a dump or one of its files is older than the limit.
is_old() {
  stamp=$(printf '%s' "$1" | sed -n 's/.*-\([0-9]\{8\}T[0-9]\{6\}Z\)\(\..*\)\{0,1\}$/\1/p')
  [ -n "$stamp" ] && [ "$(number_of "$stamp")" -lt "$limit" ]
}

while IFS= read -r found; do
  if [ "$kept" -ge "$KEEP_LEAST" ] && is_old "$found"; then
    remove_file "$found.manifest"
  else
    kept=$((kept + 1))
    printf '%s\n' "$found" >>"$WORK/.kept"
  fi
done <"$WORK/.dumps"

# Files without a kept manifest: of manifests removed by this or an interrupted run, and of incomplete uploads.
while IFS= read -r found; do
  if is_old "$found" && ! grep -qxF "${found%%Z.*}Z" "$WORK/.kept"; then remove_file "$found"; fi
done <"$WORK/.files"
say "$kept dumps kept, $removed old files removed"
