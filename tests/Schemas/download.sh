#!/usr/bin/env bash
# Fetches the official schemas that tests/Schemas checks against, at the versions and checksums of sources.txt, from
# raw.githubusercontent.com. Never run by a test: a test whose schemas are not at hand says that it skipped.
#
#   tests/Schemas/download.sh [FOLDER]     default: ../shared/data beside the repository, where the tests look
#
# What is there and right is left alone, so it can be run again after an interruption.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${1:-$here/../../../shared/data}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# fail WHAT_WAS_SEEN WHAT_TO_DO
fail() {
  printf 'failed: %s\nto do: %s\n' "$1" "$2" >&2
  exit 1
}

# is_right FILE SHA256: a file without a checksum is right when it is there.
is_right() {
  [ -s "$1" ] || { [ -f "$1" ] && [ "$2" = "$(sha256sum </dev/null | cut -d ' ' -f 1)" ]; } || return 1
  [ "$2" = - ] || [ "$(sha256sum "$1" | cut -d ' ' -f 1)" = "$2" ]
}

# fetch REPOSITORY TAG PATH: into the scratch folder, once; prints the file.
fetch() {
  local file
  file=$scratch/$(printf '%s/%s/%s' "$@" | tr / _)
  if [ ! -f "$file" ]; then
    curl --fail --silent --show-error --location --proto '=https' --retry 3 --connect-timeout 20 --max-time 300 \
      --output "$file.part" "https://raw.githubusercontent.com/$1/refs/tags/$2/$3" || return 1
    mv "$file.part" "$file"
  fi
  printf '%s\n' "$file"
}

# take_apart FILE FOLDER: each document into <group>_<plural>.yaml; a Helm template's line of labels is left out.
take_apart() {
  mkdir -p "$2"
  awk -v folder="$2" '
    function flush(  parts, name) {
      if (id != "") {
        split(id, parts, ".")
        name = substr(id, length(parts[1]) + 2) "_" parts[1] ".yaml"
        printf "%s", text > (folder "/" name)
        close(folder "/" name)
      }
      text = "---\n"; id = ""
    }
    BEGIN { text = "---\n" }
    /^---/ { flush(); next }
    /^  labels: \{\{/ { next }
    /^  name: / && id == "" { id = $2 }
    { text = text $0 "\n" }
    END { flush() }
  ' "$1"
}

count=0
while read -r file sum repository tag path; do
  case $file in '' | '#'*) continue ;; esac
  count=$((count + 1))
  if is_right "$target/$file" "$sum"; then continue; fi
  source=$(fetch "$repository" "$tag" "${path#=}") ||
    fail "$repository $tag has no ${path#=}, or it cannot be reached" "look for the file in the repository at that tag and put its path into sources.txt"
  if [ "$path" != "${path#=}" ]; then
    parts=$source.parts
    [ -d "$parts" ] || take_apart "$source" "$parts"
    source=$parts/$(basename "$file")
  fi
  is_right "$source" "$sum" || fail "$file is not what it was: another checksum than in sources.txt" "compare it with the tag's history before trusting it"
  mkdir -p "$(dirname "$target/$file")"
  cp "$source" "$target/$file.part"
  mv -f "$target/$file.part" "$target/$file"
done <"$here/sources.txt"
printf '%s files are in %s\n' "$count" "$target"
