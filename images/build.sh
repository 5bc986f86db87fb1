#!/usr/bin/env bash
# Builds the PostgreSQL image from the pins in postgres/pins.env, tests it with Discourse's own smoke tests, scans it, and pushes
# it or saves it for import. An image that fails the tests or the scan is neither pushed nor saved.
#   images/build.sh NAME:TAG
# PUSH=1 pushes it (run docker login first) and prints it with the digest to pin. SAVE=FILE (.tar, .tar.gz, .tgz) saves it for
# `images: [{delivery: import}]` and prints the checksum. Without either, it only builds, tests and scans.
set -euo pipefail

refused=0
# refuse PROBLEM REMEDY
refuse() {
  printf 'build: failed: %s\nbuild: to do: %s\n' "$1" "$2" >&2
  refused=1
}
fail() {
  refuse "$@"
  exit 1
}

# pin NAME PATTERN DESCRIPTION
pin() {
  [[ ${!1:-} =~ $2 ]] || refuse "$1 is '${!1:-}'" "set it to $3 in images/postgres/pins.env, with its source"
}

push=${PUSH:-} save=${SAVE:-}
case $save in '' | /*) ;; *) save=$PWD/$save ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=/dev/null
. postgres/pins.env

image=${1:-}
if [ "$#" -ne 1 ]; then
  refuse "$# arguments" "give one argument: the image with its tag, e.g. registry.example.com/postgres:15-cjk"
elif ! [[ $image =~ ^[a-z0-9][a-z0-9._/:-]*:15([.-][A-Za-z0-9._-]*)?$ ]]; then
  refuse "'$image' is not an image with a tag that begins with 15" \
    "CloudNativePG reads PostgreSQL's major version from the tag; use e.g. registry.example.com/postgres:15-cjk"
fi
case $push in '' | 1) ;; *) refuse "PUSH is '$push'" "set PUSH=1, or leave it empty" ;; esac
case $save in
  '') ;;
  *.tar | *.tar.gz | *.tgz) [ -d "$(dirname "$save")" ] || refuse "the directory of $save does not exist" "create it" ;;
  *) refuse "SAVE is '$save'" "name a .tar, .tar.gz or .tgz file" ;;
esac
digest='@sha256:[0-9a-f]{64}$'
pin BASE ":15[.-][^@]*$digest" "CloudNativePG's image by digest"
pin DEBIAN "^debian:bookworm[^@]*$digest" "a Debian bookworm image by digest"
pin TRIVY "$digest" "the scanner's image by digest"
pin CJK_COMMIT '^[0-9a-f]{40}$' "a full commit hash"
pin SNAPSHOT '^[0-9]{8}T[0-9]{6}Z$' "a time such as 20260831T000000Z"
pin POSTGRES_DEV '^15[.]' "a version of postgresql-server-dev-15"
command -v docker >/dev/null || refuse "docker is missing" "install Docker"
[ "$refused" = 0 ] || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work" ${save:+"$save.part"}' EXIT

docker build --tag "$image" \
  --build-arg "BASE=$BASE" --build-arg "DEBIAN=$DEBIAN" --build-arg "SNAPSHOT=$SNAPSHOT" \
  --build-arg "POSTGRES_DEV=$POSTGRES_DEV" --build-arg "CJK_COMMIT=$CJK_COMMIT" \
  postgres || fail "the image was not built" "see the output above for the step"

docker run --rm --network none --user 26 --entrypoint /bin/bash \
  --volume "$PWD/../infra/Apps/InitJobs/Scripts:/scripts:ro" --volume "$PWD/postgres/smoke.sh:/smoke.sh:ro" \
  "$image" /smoke.sh || fail "the smoke tests failed in the image" "see the output above for the test; nothing was pushed or saved"

# The scanner reads the saved image and has no access to Docker's socket.
docker save --output "$work/image.tar" "$image"
found=0
docker run --rm --volume "$work/image.tar:/image.tar:ro" "$TRIVY" \
  image --input /image.tar --scanners vuln --severity CRITICAL --ignore-unfixed --exit-code 3 --no-progress || found=$?
case $found in
  0) ;;
  3) fail "the scan found critical vulnerabilities that have a fix" "pin a newer BASE; nothing was pushed or saved" ;;
  *) fail "the scan did not run (code $found)" "see the output above for the reason; nothing was pushed or saved" ;;
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
  docker push "$image" || fail "$image was not pushed" "run docker login for its registry, as a user with write access"
  # RepoDigests lists every repository that the image was ever pushed to.
  pushed=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$image" |
    awk -F @ -v name="${image%:*}" '$1 == name || "docker.io/" $1 == name { digest = $2 } END { print digest }')
  [[ @$pushed =~ $digest ]] || fail "$image was pushed, but Docker reports no digest of it" "look up the digest of the tag in the registry"
  printf 'image: %s@%s\n' "$image" "$pushed"
fi
