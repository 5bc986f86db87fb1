# Form and test of the image; build.sh reads this file. PLUGIN_TOKEN is a token that may read the private plugins of plugins.txt:
# the build has it as a secret, so it is in no layer, no argument and no log.
# shellcheck shell=bash disable=SC2034,SC2154

TAG='20[0-9]{2}[.][0-9]+[.][0-9]+(-[A-Za-z0-9._-]+)?'
TAG_IS="a tag that begins with the version of Discourse"
TAG_EXAMPLE=registry.example.com/discourse:2026.7.1
ARGUMENTS=(BASE TEMPLATES_COMMIT DISCOURSE_TAG DISCOURSE_COMMIT LISTEN)
OPTIONS=()
[ -z "${PLUGIN_TOKEN:-}" ] || OPTIONS=(--secret "id=plugin_token,env=PLUGIN_TOKEN")
# http, or socket for a sidecar that connects to /sock/nginx.http.sock.
LISTEN=${LISTEN:-http}

check_pins() {
  pin BASE "^discourse/base:[^@]*$digest" "Discourse's base image by digest"
  pin TEMPLATES_COMMIT '^[0-9a-f]{40}$' "a full commit hash"
  pin DISCOURSE_TAG '^v20[0-9]{2}[.][0-9]+[.][0-9]+$' "a release tag of Discourse"
  pin DISCOURSE_COMMIT '^([0-9a-f]{40})?$' "the tag's full commit hash, or nothing"
  case $LISTEN in http | socket) ;; *) refuse "LISTEN is '$LISTEN'" "set it to http or socket, or leave it empty" ;; esac
  if [ -z "${PLUGIN_TOKEN:-}" ] && grep -qE '^[^#].* private$' "$folder/plugins.txt"; then
    refuse "$folder/plugins.txt has a private plugin, and PLUGIN_TOKEN is not set" "set it to a token that may read the repository"
  fi
}

smoke() {
  docker run --rm --network none --entrypoint /bin/bash --env "LISTEN=$LISTEN" --env "VERSION=${DISCOURSE_TAG#v}" \
    --volume "$PWD/discourse/smoke.sh:/smoke.sh:ro" "$1" /smoke.sh
}
