#!/usr/bin/env bash
# Builds the image of PostgreSQL of what postgres/pins.env pins, proves it with Discourse's own smoke tests, scans it, and pushes
# it or saves it for import. What fails either does not leave this machine.
#   images/build.sh NAME:TAG
# PUSH=1 pushes it (docker login first) and prints it with the digest to pin. SAVE=FILE (.tar, .tar.gz, .tgz) saves it for
# `images: [{delivery: import}]` and prints the checksum. Neither only builds, proves and scans.
set -euo pipefail

refused=0
# refuse WHAT_WAS_SEEN WHAT_TO_DO
refuse() {
  printf 'build: failed: %s\nbuild: to do: %s\n' "$1" "$2" >&2
  refused=1
}
fail() {
  refuse "$@"
  exit 1
}

# pin NAME PATTERN WHAT_IT_IS
pin() {
  [[ ${!1:-} =~ $2 ]] || refuse "$1 is '${!1:-}'" "write $3 into images/postgres/pins.env, with its source"
}

push=${PUSH:-} save=${SAVE:-}
case $save in '' | /*) ;; *) save=$PWD/$save ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=/dev/null
. postgres/pins.env

image=${1:-}
if [ "$#" -ne 1 ]; then
  refuse "$# arguments" "give one: the image with its tag, like registry.example.com/postgres:15-cjk"
elif ! [[ $image =~ ^[a-z0-9][a-z0-9._/:-]*:15([.-][A-Za-z0-9._-]*)?$ ]]; then
  refuse "'$image' is no image with a tag that begins with 15" "CloudNativePG reads PostgreSQL's major version there: registry.example.com/postgres:15-cjk"
fi
case $push in '' | 1) ;; *) refuse "PUSH is '$push'" "PUSH=1, or nothing" ;; esac
case $save in
  '') ;;
  *.tar | *.tar.gz | *.tgz) [ -d "$(dirname "$save")" ] || refuse "there is no folder for $save" "make it" ;;
  *) refuse "SAVE is '$save'" "name a .tar, .tar.gz or .tgz" ;;
esac
digest='@sha256:[0-9a-f]{64}$'
pin BASE ":15[.-][^@]*$digest" "an image of the operator by its digest"
pin DEBIAN "^debian:bookworm[^@]*$digest" "a Debian bookworm by its digest"
pin TRIVY "$digest" "an image of the scanner by its digest"
pin CJK_COMMIT '^[0-9a-f]{40}$' "a whole commit"
pin SNAPSHOT '^[0-9]{8}T[0-9]{6}Z$' "a moment like 20260831T000000Z"
pin POSTGRES_DEV '^15[.]' "a version of postgresql-server-dev-15"
command -v docker >/dev/null || refuse "docker is missing" "install Docker"
[ "$refused" = 0 ] || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work" ${save:+"$save.part"}' EXIT

docker build --tag "$image" \
  --build-arg "BASE=$BASE" --build-arg "DEBIAN=$DEBIAN" --build-arg "SNAPSHOT=$SNAPSHOT" \
  --build-arg "POSTGRES_DEV=$POSTGRES_DEV" --build-arg "CJK_COMMIT=$CJK_COMMIT" \
  postgres || fail "the image was not built" "the output above names the step"

docker run --rm --network none --user 26 --entrypoint /bin/bash \
  --volume "$PWD/../infra/Databases/Scripts:/scripts:ro" --volume "$PWD/postgres/smoke.sh:/smoke.sh:ro" \
  "$image" /smoke.sh || fail "the smoke tests failed in the image" "the output above names the test; nothing has left this machine"

# The scanner gets the saved image, not Docker's socket.
docker save --output "$work/image.tar" "$image"
found=0
docker run --rm --volume "$work/image.tar:/image.tar:ro" "$TRIVY" \
  image --input /image.tar --scanners vuln --severity CRITICAL --ignore-unfixed --exit-code 3 --no-progress || found=$?
case $found in
  0) ;;
  3) fail "the scan found critical vulnerabilities that have a fix" "pin a newer BASE; nothing has left this machine" ;;
  *) fail "the scan did not run (code $found)" "the output above says why; nothing has left this machine" ;;
esac

if [ -n "$save" ]; then
  case $save in
    *.tar) cp "$work/image.tar" "$save.part" ;;
    *) gzip --no-name --stdout "$work/image.tar" >"$save.part" ;;
  esac
  mv "$save.part" "$save"
  printf 'archive: %s, archiveSha256: %s\n' "$save" "$(sha256sum <"$save" | cut -d ' ' -f 1)"
fi

if [ "$push" = 1 ]; then
  docker push "$image" || fail "$image was not pushed" "docker login to its registry, as someone who may write there"
  # Docker knows the image under every repository it was ever pushed to.
  pushed=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$image" |
    awk -F @ -v name="${image%:*}" '$1 == name || "docker.io/" $1 == name { digest = $2 } END { print digest }')
  [[ @$pushed =~ $digest ]] || fail "$image was pushed, but Docker names no digest of it" "look in the registry for the digest of the tag"
  printf 'image: %s@%s\n' "$image" "$pushed"
fi
