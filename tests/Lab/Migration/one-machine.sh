#!/usr/bin/env bash
# Stands in for ssh, docker and `k3s kubectl` where both servers of a database run on this machine, by the name under which it is called:
# leads commands to the source at SOURCE_SOCKET and to the target at its port. Objects of the cluster are folders below LAB. What it does
# not know it refuses. One fault is in the file LAB/cut, and happens once:
#   dump, restore    the connection ends in the middle of the copy
#   source, target   the connection does not come about when that side is described
#   swap, swapped    the connection ends before, or after, the copy takes the name of the database
set -euo pipefail

refuse() {
  echo "the double does not support: ${0##*/} $*" >&2
  exit 2
}

# run SIDE WORD...: runs a client of the database, or breaks off.
run() {
  local side=$1 cut="" stage
  shift
  printf '%s\n' "$side $*" >>"$LAB/words"
  case "$side $*" in
    "source pg_dump "*) stage=dump ;;
    *" pg_restore "*) stage=restore ;;
    *" same="*) stage=$side ;;
    *" base="*) stage=swap ;;
    *) stage=none ;;
  esac
  [ ! -e "$LAB/cut" ] || cut=$(cat "$LAB/cut")
  if [ "${cut%ped}" = "$stage" ]; then
    rm "$LAB/cut"
    case $cut in
      dump) "$@" | head -c 2500 ;;
      restore) head -c 2500 | "$@" || true ;;
      swapped) "$@" >/dev/null 2>&1 ;;
      source | target | swap) ;;
    esac
    echo "the lab cut the connection" >&2
    exit 255
  fi
  exec "$@"
}

case ${0##*/} in
  ssh)
    while [ $# -gt 0 ]; do
      case $1 in
        -i | -p | -o | -F) shift 2 ;;
        *) break ;;
      esac
    done
    shift
    exec bash -c "$*"
    ;;
  docker)
    case $1 in
      ps) echo 0123abcd ;;
      exec)
        shift
        while [ "$1" != 0123abcd ]; do shift; done
        shift
        export PGHOST=$SOURCE_SOCKET PGPORT=$SOURCE_SERVER_PORT
        run source "$@"
        ;;
      *) refuse "$@" ;;
    esac
    ;;
  k3s)
    shift
    words=()
    for word in "$@"; do
      case $word in --request-timeout=*) ;; *) words+=("$word") ;; esac
    done
    set -- "${words[@]}"
    [ "$1" != -n ] || shift 2
    case "$1 $2" in
      "get pods") echo pod/shop-1 ;;
      "get configmap")
        [ -d "$LAB/$3" ] || { echo "Error from server (NotFound): configmaps \"$3\" not found" >&2 && exit 1; }
        case ${5:-} in
          "") ;;
          jsonpath=*)
            key=${5#jsonpath=\{.data.}
            [ ! -e "$LAB/$3/${key%\}}" ] || cat "$LAB/$3/${key%\}}"
            ;;
          *) refuse "$@" ;;
        esac
        ;;
      "create configmap")
        mkdir "$LAB/$3" 2>/dev/null || { echo "Error from server (AlreadyExists): configmaps \"$3\" already exists" >&2 && exit 1; }
        [ -z "${4:-}" ] || printf '%s' "${4#--from-literal=holder=}" >"$LAB/$3/holder"
        ;;
      "patch configmap")
        case $5 in
          merge) jq -r '.data | to_entries[] | "\(.key) \(.value | @base64)"' <<<"$7" ;;
          json)
            [ "$(jq -r '.[0].value' <<<"$7")" = "$(cat "$LAB/$3/holder")" ] || exit 1
            jq -r '"holder \(.[1].value | @base64)"' <<<"$7"
            ;;
        esac | while read -r key value; do base64 -d <<<"$value" >"$LAB/$3/$key"; done
        ;;
      "exec -i")
        while [ "$1" != -- ]; do shift; done
        shift
        export PGPORT=$TARGET_SERVER_PORT
        run target "$@"
        ;;
      *) refuse "$@" ;;
    esac
    ;;
  *) refuse "$@" ;;
esac
