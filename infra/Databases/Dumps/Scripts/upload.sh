#!/bin/sh
# Compresses, encrypts, uploads and verifies the dump of dump.sh, then removes old dumps. POSIX sh, for the image of rclone. The
# manifest is uploaded last: a dump without one is incomplete.
STEP=upload
# shellcheck source=infra/Databases/Dumps/Scripts/dump-lib.sh
. "${SCRIPTS:-/scripts}/dump-lib.sh"
: "${KEEP_SECONDS:?}"
KEEP_LEAST="${KEEP_LEAST:-3}"

out="$WORK/dump"
if [ ! -s "$out/manifest" ] || [ ! -s "$out/data" ] || [ ! -s "$out/suffix" ]; then fail "there is no dump to upload" "see the log of the container before this one"; fi
use_remote

# A second run over the same scratch space would compress twice; it finds no dump.
mv "$out/manifest" "$out/.taken"
plain=$(sha_of "$out/data")
name="$DATABASE-$(value_of taken "$out/.taken")"
file="$name$(cat "$out/suffix")"
case "$file" in
  *.gz)
    gzip -c <"$out/data" >"$out/packed" || fail "cannot compress ($(room))" "raise databases.dumps[].scratch; nothing was uploaded"
    mv "$out/packed" "$out/data"
    ;;
esac

if [ -n "${RECIPIENTS:-}" ]; then
  command -v age >/dev/null 2>&1 || fail "the image has no age" "name an image with rclone and age in databases.dumps[].tools; nothing was uploaded"
  set --
  for recipient in $RECIPIENTS; do set -- "$@" -r "$recipient"; done
  age "$@" -o "$out/sealed" "$out/data" || fail "age did not encrypt ($(room))" "look at databases.dumps[].encryptFor and scratch; nothing was uploaded"
  mv "$out/sealed" "$out/data"
  file="$file.age"
fi

sum=$(sha_of "$out/data")
{
  printf 'file %s\nbytes %s\nsha256 %s\nplain-sha256 %s\n' "$file" "$(wc -c <"$out/data" | tr -d ' ')" "$sum" "$plain" &&
    cat "$out/.taken" &&
    printf 'end\n'
} >"$out/$name.manifest" || fail "cannot write the manifest ($(room))" "raise databases.dumps[].scratch; nothing was uploaded"

# there FILE: checksum of the file at the destination, read back completely.
there() { remote cat "$DESTINATION/$1" | sha256sum | cut -d ' ' -f 1; }

# send LOCAL NAME SUM
send() {
  remote copyto "$1" "$DESTINATION/$2" || fail "the upload of $2 stopped" "see the lines above: reach of the store, its room, the rights of the key. Older dumps are untouched"
  found=$(there "$2")
  if [ "$found" != "$3" ]; then
    remote deletefile "$DESTINATION/$2" || true
    fail "what arrived as $2 is not what was sent (sha256 $found instead of $3)" "start the job again; if it stays so, the store damages files. Older dumps are untouched"
  fi
}

send "$out/data" "$file" "$sum"
send "$out/$name.manifest" "$name.manifest" "$(sha_of "$out/$name.manifest")"
say "$file is there, read back and the same"

# Old dumps are removed only after a successful upload; the newest are kept whatever their age.
listed="$WORK/.listed"
remote lsf --files-only "$DESTINATION" >"$listed" || fail "old dumps cannot be listed" "today's is safe; look at the rights of the key"
limit=$(number_of "$(stamp_of $((NOW - KEEP_SECONDS)))")
dumps_of "$listed" | sort -r >"$WORK/.dumps"
sed '/\.manifest$/d' "$listed" >"$WORK/.files"
: >"$WORK/.kept"
kept=0
removed=0

# drop FILE
drop() {
  remote deletefile "$DESTINATION/$1" || fail "the old $1 cannot be removed" "today's dump is safe; look at the rights of the key, the bucket grows until then"
  removed=$((removed + 1))
}

# is_old NAME: whether a dump or one of its files is too old.
is_old() {
  stamp=$(printf '%s' "$1" | sed -n 's/.*-\([0-9]\{8\}T[0-9]\{6\}Z\)\(\..*\)\{0,1\}$/\1/p')
  [ -n "$stamp" ] && [ "$(number_of "$stamp")" -lt "$limit" ]
}

while IFS= read -r found; do
  if [ "$kept" -ge "$KEEP_LEAST" ] && is_old "$found"; then
    drop "$found.manifest"
  else
    kept=$((kept + 1))
    printf '%s\n' "$found" >>"$WORK/.kept"
  fi
done <"$WORK/.dumps"

# Files of removed manifests, of this run or of an interrupted one, and uploads without a manifest.
while IFS= read -r found; do
  if is_old "$found" && ! grep -qxF "${found%%Z.*}Z" "$WORK/.kept"; then drop "$found"; fi
done <"$WORK/.files"
say "$kept dumps kept, $removed old files removed"
