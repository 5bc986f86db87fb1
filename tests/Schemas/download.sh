#!/usr/bin/env bash
# Downloads the official schemas that tests/Schemas uses, with the versions and checksums of sources.txt, from
# raw.githubusercontent.com. Tests never run it: a test whose schemas are missing is skipped.
#
#   tests/Schemas/download.sh [FOLDER]     default: ../shared/data beside the repository, where the tests look
#
# Correct files are kept, so that it can run again after an interruption.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${1:-$here/../../../shared/data}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# fail PROBLEM REMEDY
fail() {
  printf 'failed: %s\nto do: %s\n' "$1" "$2" >&2
  exit 1
}

# is_correct FILE SHA256: whether the file has the checksum; with `-` as the checksum, whether it exists.
is_correct() {
  [ -s "$1" ] || { [ -f "$1" ] && [ "$2" = "$(sha256sum </dev/null | cut -d ' ' -f 1)" ]; } || return 1
  [ "$2" = - ] || [ "$(sha256sum "$1" | cut -d ' ' -f 1)" = "$2" ]
}

# fetch REPOSITORY TAG PATH: downloads a file to the scratch folder once and prints its path.
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

# split_documents FILE FOLDER: writes each document to <group>_<plural>.yaml, without the labels line of a Helm template.
split_documents() {
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
  if is_correct "$target/$file" "$sum"; then continue; fi
  source=$(fetch "$repository" "$tag" "${path#=}") ||
    fail "cannot download ${path#=} of $repository $tag" \
      "find the file in the repository at that tag and correct its path in sources.txt"
  if [ "$path" != "${path#=}" ]; then
    parts=$source.parts
    [ -d "$parts" ] || split_documents "$source" "$parts"
    source=$parts/$(basename "$file")
  fi
  is_correct "$source" "$sum" ||
    fail "$file has another checksum than in sources.txt" "compare it with the tag's history before you trust it"
  mkdir -p "$(dirname "$target/$file")"
  cp "$source" "$target/$file.part"
  mv -f "$target/$file.part" "$target/$file"
done <"$here/sources.txt"
printf '%s files are in %s\n' "$count" "$target"
