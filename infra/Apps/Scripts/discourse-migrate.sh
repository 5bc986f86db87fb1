#!/usr/bin/env bash
# Migrates Discourse's database, in a container of its image with the app's variables.
#   discourse-migrate.sh before   what the former version can live with, while it still runs
#   discourse-migrate.sh after    what only the former version needed, once it is gone; there is no way back to it
set -euo pipefail

fail() {
  printf 'discourse-migrate: failed: %s\ndiscourse-migrate: to do: %s\n' "$1" "$2" >&2
  exit 1
}

case "$#:${1:-}" in
  1:before) export SKIP_POST_DEPLOYMENT_MIGRATIONS=1 ;;
  1:after) export SKIP_POST_DEPLOYMENT_MIGRATIONS=0 ;;
  *) fail "the arguments are '$*'" "give one: before or after" ;;
esac

# ROOT is for tests.
root=${ROOT:-}
home=$root/var/www/discourse
[ -d "$home" ] || fail "$home does not exist" "run this in an image of Discourse"

# The image's own steps at a start: the folders, and the configuration from the variables.
found=0
for step in "$root"/etc/runit/1.d/*ensure-links "$root"/etc/runit/1.d/*copy-env; do
  if [ -x "$step" ]; then
    "$step"
    found=$((found + 1))
  fi
done
[ "$found" = 2 ] || fail "the image's steps at a start are not ensure-links and copy-env" \
  "read its /etc/runit/1.d, and change this script"

cd "$home"
exec su discourse -c 'bundle exec rake db:migrate'
