#!/bin/sh
# Runs the due tasks of WordPress: a request to wp-cron.php through the service, as if it came from the site's own host over
# HTTPS; another host or scheme is redirected. WordPress itself allows one run at a time, by a lock in its database.
#   WORDPRESS_SERVICE=http://wordpress WORDPRESS_HOST=www.example.org wordpress-cron.sh
# WAIT_SECONDS is the most seconds of a request, 200 by default.
set -eu

fail() {
  printf 'wordpress-cron: failed: %s\nwordpress-cron: to do: %s\n' "$1" "$2" >&2
  exit 1
}

[ -n "${WORDPRESS_SERVICE:-}" ] || fail "WORDPRESS_SERVICE is not set" "set it to the address of the service, e.g. http://wordpress"
[ -n "${WORDPRESS_HOST:-}" ] || fail "WORDPRESS_HOST is not set" "set it to the host name of the site"

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
result=$(curl --silent --show-error --max-time "${WAIT_SECONDS:-200}" --output "$answer" \
  --write-out '%{http_code} %{redirect_url}' --header "Host: $WORDPRESS_HOST" --header 'X-Forwarded-Proto: https' \
  "${WORDPRESS_SERVICE%/}/wp-cron.php?doing_wp_cron") ||
  fail "$WORDPRESS_SERVICE does not answer" "look at the pods of WordPress and the network policies"

case $result in
  "200 "*) echo "wordpress-cron: done" ;;
  30[12]\ *wp-admin/install.php*) echo "wordpress-cron: WordPress is not installed yet; nothing is due" ;;
  30[1278]\ *) fail "redirected to ${result#* }" "WORDPRESS_HOST and the site's address (WP_HOME) must be the same host" ;;
  *)
    head -c 500 "$answer" >&2
    fail "wp-cron.php answered with status ${result%% *}" "look at the log of WordPress"
    ;;
esac
