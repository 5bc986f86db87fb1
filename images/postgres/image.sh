# Form and test of the image; build.sh reads this file.
# shellcheck shell=bash disable=SC2034,SC2154

TAG='15([.-][A-Za-z0-9._-]*)?'
TAG_IS="a tag that begins with 15, because CloudNativePG reads PostgreSQL's major version from it"
TAG_EXAMPLE=registry.example.com/postgres:15-cjk
ARGUMENTS=(BASE DEBIAN SNAPSHOT POSTGRES_DEV CJK_COMMIT)
OPTIONS=()

check_pins() {
  pin BASE ":15[.-][^@]*$digest" "CloudNativePG's image by digest"
  pin DEBIAN "^debian:bookworm[^@]*$digest" "a Debian bookworm image by digest"
  pin CJK_COMMIT '^[0-9a-f]{40}$' "a full commit hash"
  pin SNAPSHOT '^[0-9]{8}T[0-9]{6}Z$' "a time such as 20260831T000000Z"
  pin POSTGRES_DEV '^15[.]' "a version of postgresql-server-dev-15"
}

smoke() {
  docker run --rm --network none --user 26 --entrypoint /bin/bash \
    --volume "$PWD/../infra/Apps/InitJobs/Scripts:/scripts:ro" --volume "$PWD/postgres/smoke.sh:/smoke.sh:ro" "$1" /smoke.sh
}
