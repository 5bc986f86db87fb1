#!/usr/bin/env bash
# Builds the image of PostgreSQL, proves it with discourse's own smoke tests, scans it, and pushes it or saves it for import.
#   images/build.sh IMAGE:TAG CJK_COMMIT [BASE]
# PUSH=1 pushes and prints the digest to pin; SAVE=file.tar saves it for `images: [{delivery: import}]`. Neither only builds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  printf 'build: %s\n  to do: %s\n' "$1" "$2" >&2
  exit 1
}

[ "$#" -ge 2 ] || fail "IMAGE:TAG and CJK_COMMIT are missing" "images/build.sh registry/dirtbikechina/postgres:15-cjk 0123...; choose a commit of pg_cjk_parser and read it first"
image=$1
[[ $2 =~ ^[0-9a-f]{40}$ ]] || fail "'$2' is no whole commit" "40 hexadecimal digits"
[[ ${image##*:} =~ ^15([.-]|$) ]] || fail "the tag of $image does not begin with 15" "CloudNativePG reads the major version there"
command -v docker >/dev/null || fail "docker is missing" "install Docker"

arguments=(--build-arg "CJK_COMMIT=$2")
[ -z "${3:-}" ] || arguments+=(--build-arg "BASE=$3")
docker build --pull "${arguments[@]}" --tag "$image" postgres

# The jobs' own scripts, against a server that is thrown away.
docker run --rm --user 26 --volume "$PWD/../infra/Databases/Scripts:/scripts:ro" --entrypoint /bin/bash "$image" -c '
  set -e
  export PATH=/usr/lib/postgresql/15/bin:$PATH PGHOST=/tmp PGUSER=postgres
  initdb -D /tmp/data -U postgres --encoding=UTF8 --locale=C.UTF-8 --data-checksums >/dev/null
  pg_ctl -D /tmp/data -o "-k /tmp -c listen_addresses=" -w start >/dev/null
  bash /scripts/discourse_init.sh' || fail "the smoke tests failed in the image" "the output above names the test; nothing was pushed"

if command -v trivy >/dev/null; then
  trivy image --exit-code 1 --severity CRITICAL --ignore-unfixed "$image" || fail "the scan found critical faults with a fix" "build again on a newer base"
elif [ "${PUSH:-}" = 1 ] || [ -n "${SAVE:-}" ]; then
  fail "trivy is missing, and what leaves this machine is scanned first" "install trivy"
else
  echo "build: not scanned, trivy is missing"
fi

if [ "${PUSH:-}" = 1 ]; then
  docker push "$image"
  docker image inspect --format 'pin: {{index .RepoDigests 0}}' "$image"
fi
[ -z "${SAVE:-}" ] || docker save --output "$SAVE" "$image"
