#!/usr/bin/env bash
# Builds an image of the project from the pins in its folder's pins.env, tests it, scans it, and pushes it or saves it for import.
# An image that fails the tests or the scan is neither pushed nor saved.
#   images/build.sh CONTEXT NAME:TAG
# CONTEXT is the folder of the build, from the project's folder. One below images may go without that, and one with image.sh has pins and
# a test. `dotnet run --project cli -- images prod` prints the command of each described image.
# DOCKERFILE is its path in CONTEXT. FAIL_ON=low|medium|high|critical is the severity from which the scan fails, high by default.
# PUSH=1 pushes it (run docker login first) and prints it with the digest to pin. SAVE=FILE (.tar, .tar.gz, .tgz) saves it for
# `images: [{delivery: import}]` and prints the checksum. Without either, it only builds, tests and scans. What only one image
# needs is in its folder: image.sh with the form of its tag and pins and its test, and further variables that the build reads.
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
  [[ ${!1:-} =~ $2 ]] || refuse "$1 is '${!1:-}'" "set it to $3 in its pins.env, with its source"
}

push=${PUSH:-} save=${SAVE:-}
case $save in '' | /*) ;; *) save=$PWD/$save ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")"
folder=${1:-} image=${2:-} dockerfile=${DOCKERFILE:-Dockerfile}
if [ "$#" -ne 2 ]; then
  fail "$# arguments" \
    "give two: the folder of the build, and the image with its tag, e.g. images/postgres registry.example.com/postgres:15-cjk"
fi
folder=${folder%/}
folder=${folder#images/}
[ -d "$folder" ] || folder=../$folder
if [ ! -f "$folder/$dockerfile" ]; then
  fail "there is no $dockerfile in '${1%/}'" \
    "write a folder with one, or one of: $(printf '%s\n' */image.sh | sed 's|/image.sh||' | paste -sd ' '); DOCKERFILE is its path in there"
fi
# shellcheck source=/dev/null
. ./pins.env
if [ -f "$folder/image.sh" ]; then
  # shellcheck source=/dev/null
  . "$folder/pins.env"
  # shellcheck source=/dev/null
  . "$folder/image.sh"
else
  # Somebody else's image: the tag is any version, and its pins and tests are its own.
  TAG='[A-Za-z0-9_][A-Za-z0-9._-]*' TAG_IS="a tag" TAG_EXAMPLE=registry.example.com/shop:1.4.0
  ARGUMENTS=() OPTIONS=()
  check_pins() { :; }
  smoke() { :; }
fi

[[ $image =~ :latest$ ]] && refuse "'$image' is latest" "use a version as the tag"
case ${FAIL_ON:=high} in
  low) severities=LOW,MEDIUM,HIGH,CRITICAL ;;
  medium) severities=MEDIUM,HIGH,CRITICAL ;;
  high) severities=HIGH,CRITICAL ;;
  critical) severities=CRITICAL ;;
  *) refuse "FAIL_ON is '$FAIL_ON'" "set it to low, medium, high or critical" ;;
esac
[[ $image =~ ^[a-z0-9][a-z0-9._/:-]*:${TAG:?}$ ]] || refuse "'$image' is not an image with $TAG_IS" "use e.g. $TAG_EXAMPLE"
case $push in '' | 1) ;; *) refuse "PUSH is '$push'" "set PUSH=1, or leave it empty" ;; esac
case $save in
  '') ;;
  *.tar | *.tar.gz | *.tgz) [ -d "$(dirname "$save")" ] || refuse "the directory of $save does not exist" "create it" ;;
  *) refuse "SAVE is '$save'" "name a .tar, .tar.gz or .tgz file" ;;
esac
digest='@sha256:[0-9a-f]{64}$'
pin TRIVY "$digest" "the scanner's image by digest"
check_pins
command -v docker >/dev/null || refuse "docker is missing" "install Docker"
[ "$refused" = 0 ] || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work" ${save:+"$save.part"}' EXIT

build=(build --tag "$image" --file "$folder/$dockerfile")
for name in ${ARGUMENTS[@]+"${ARGUMENTS[@]}"}; do
  build+=(--build-arg "$name=${!name}")
done
docker "${build[@]}" ${OPTIONS[@]+"${OPTIONS[@]}"} "$folder" || fail "the image was not built" "see the output above for the step"

smoke "$image" || fail "the smoke tests failed in the image" "see the output above for the test; nothing was pushed or saved"

# The scanner reads the saved image and has no access to Docker's socket.
docker save --output "$work/image.tar" "$image"
found=0
docker run --rm --volume "$work/image.tar:/image.tar:ro" "$TRIVY" \
  image --input /image.tar --scanners vuln --severity "$severities" --ignore-unfixed --exit-code 3 --no-progress || found=$?
case $found in
  0) ;;
  3) fail "the scan found vulnerabilities of severity $FAIL_ON or above that have a fix" \
    "build on a newer base (BASE in pins.env) or update the named packages; nothing was pushed or saved" ;;
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
