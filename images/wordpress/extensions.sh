#!/usr/bin/env bash
# Unpacks the plugins and themes of a list into wp-content, each verified by its checksum.
#   extensions.sh LIST WP_CONTENT
# DOWNLOADS is where they come from, https://downloads.wordpress.org by default.
set -euo pipefail

fail() {
  printf 'extensions: failed: %s\nextensions: to do: %s\n' "$1" "$2" >&2
  exit 1
}

list=$1 content=$2
archive=$(mktemp)
trap 'rm -f "$archive"' EXIT
while read -r kind name version sum date; do
  case $kind in
    '' | \#*) continue ;;
    plugin | theme) ;;
    *) fail "'$kind' is no kind of extension" "write plugin or theme" ;;
  esac
  [[ $name =~ ^[a-z0-9-]+$ && $version =~ ^[0-9A-Za-z.-]+$ && $sum =~ ^[0-9a-f]{64}$ && $date =~ ^20[0-9]{2}-[0-9]{2}-[0-9]{2}$ ]] ||
    fail "the line of '$name' is not complete" "write: $kind NAME VERSION SHA256 DATE"
  curl --fail --silent --show-error --location --retry 5 --output "$archive" \
    "${DOWNLOADS:-https://downloads.wordpress.org}/$kind/$name.$version.zip" ||
    fail "$name $version cannot be downloaded" "look for the version on wordpress.org"
  sha256sum --quiet --check <<<"$sum  $archive" || fail "$name $version is another file" "find out why before you change its checksum"
  # The image has PHP's zip extension, and no unzip.
  # shellcheck disable=SC2016
  php -r '$zip = new ZipArchive(); exit($zip->open($argv[1]) === true && $zip->extractTo($argv[2]) ? 0 : 1);' \
    "$archive" "$content/${kind}s" || fail "$name $version cannot be unpacked" "see the output above"
  [ -d "$content/${kind}s/$name" ] || fail "$name $version has no folder of its name" "see what is in the archive"
  echo "extensions: $kind $name $version"
done <"$list"
