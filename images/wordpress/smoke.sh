#!/usr/bin/env bash
# Runs in the image, with the rights and folders of the pod: the version, Apache's configuration, and an answer without a database.
set -euo pipefail

fail() {
  printf 'smoke: failed: %s\nsmoke: to do: %s\n' "$1" "$2" >&2
  exit 1
}

grep -qF "\$wp_version = '${VERSION:?}';" /usr/src/wordpress/wp-includes/version.php ||
  fail "WordPress is not $VERSION" "pin a BASE whose tag and digest belong together"
apache2ctl -t || fail "Apache refuses its configuration" "see its message above"

docker-entrypoint.sh apache2-foreground &
server=$!
trap 'kill -WINCH "$server" 2>/dev/null || true' EXIT
for _ in $(seq 60); do
  if curl --fail --silent --output /dev/null http://127.0.0.1:8080/wp-includes/images/blank.gif; then
    echo "smoke: Apache answers"
    exit 0
  fi
  kill -0 "$server" 2>/dev/null || fail "the entry point ended" "see its output above"
  sleep 1
done
fail "Apache does not answer on port 8080" "see its output above"
