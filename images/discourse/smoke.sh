#!/usr/bin/env bash
# Runs in the image: what the description of the app counts on.
set -euo pipefail

fail() {
  printf 'smoke: failed: %s\nsmoke: to do: %s\n' "$1" "$2" >&2
  exit 1
}

cd /var/www/discourse
version=$(ruby -r ./lib/version.rb -e 'puts Discourse::VERSION::STRING')
[ "$version" = "${VERSION:?}" ] || fail "Discourse is $version instead of $VERSION" "pin the tag that you mean"
[ -n "$(find public/assets -name '*.js' -print -quit)" ] || fail "there are no assets" "see the output of rake assets:precompile above"
for step in /etc/runit/1.d/*ensure-links /etc/runit/1.d/*copy-env; do
  [ -x "$step" ] || fail "$step is missing" "change infra/Apps/Scripts/discourse-migrate.sh to the steps of the new templates"
  "$step"
done
grep -rq 'outlets/server' /etc/nginx/conf.d/discourse.conf ||
  fail "nginx does not read outlets/server" "change the path of real-ip.conf in the description"
if [ "${LISTEN:?}" = socket ]; then
  command -v socat >/dev/null || fail "socat is missing" "describe another image for the sidecar: discourse.socatImage"
  grep -rq 'unix:/sock/nginx.http.sock' /etc/nginx/conf.d/outlets || fail "nginx listens on no socket" "look at web.socketed.template.yml"
else
  grep -rqE 'listen 80;' /etc/nginx/conf.d || fail "nginx does not listen on port 80" "look at web.template.yml"
fi
nginx -t || fail "nginx refuses its configuration" "see its message above"
echo "smoke: Discourse $version"
