#!/usr/bin/env bash
# Stands in for the plugin `docker compose` (5.x) on Debian's docker-compose 1.29, for the lab alone. It takes -f, -p,
# --project-directory, --env-file, --profile and the commands below. Limits: one file, with its `name` in a line of its own; what 1.29 does
# differently it still does (it recreates a container by another way, and its digests of services are others); `up --wait` is a loop over
# the containers' states, and `down` without a file removes the networks by their labels.
set -u
if [ "${1:-}" = docker-cli-plugin-metadata ]; then
  echo '{"SchemaVersion":"0.1.0","Vendor":"lab","Version":"v5.2.0","ShortDescription":"Docker Compose"}'
  exit
fi
[ "${1:-}" != compose ] || shift
refuse() { echo "the double does not support: docker compose $*" >&2 && exit 1; }
given="$*" file="" project="" options=() command="" words=()
while [ $# -gt 0 ]; do
  case "$1" in
    -f | --file) file=$2 && shift ;;
    -p | --project-name) project=$2 && shift ;;
    --project-directory | --env-file | --profile)
      [ "$1" != --project-directory ] || [ ! -f "$2/compose.yaml" ] || [ -n "$file" ] || file=$2/compose.yaml
      options+=("$1" "$2") && shift
      ;;
    --ansi | --progress) shift ;;
    -*) refuse "$given" ;;
    *) command=$1 && shift && break ;;
  esac
  shift
done

if [ "$command" = version ]; then
  case "${1:-}" in
    --short) echo 5.2.0 ;;
    "") echo "Docker Compose version v5.2.0" ;;
    *) refuse "$given" ;;
  esac
  exit
fi

plain=$(mktemp)
trap 'rm -f "$plain"' EXIT
if [ -n "$file" ]; then
  [ -f "$file" ] || { echo "open $file: no such file or directory" >&2 && exit 14; }
  [ -n "$project" ] || project=$(sed -n 's/^name: *"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$file")
  sed '/^name:/d' "$file" >"$plain"
  case "${options[*]:-}" in *--project-directory*) ;; *) options+=(--project-directory "$(dirname "$(realpath "$file")")") ;; esac
else
  printf 'version: "3"\nservices: {}\n' >"$plain"
fi
compose() { docker-compose --file "$plain" ${project:+--project-name "$project"} ${options[@]+"${options[@]}"} "$@"; }

# containers: ids of the project's containers.
containers() { docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$project"; }

# wait_until_up SECONDS: fails once a container has stopped or is unhealthy, as the plugin does.
wait_until_up() {
  local began=$SECONDS id state health name pending
  while :; do
    pending=""
    for id in $(containers); do
      read -r state health name <<<"$(docker inspect --format \
        '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}} {{.Name}}' "$id")"
      case "$state/$health" in
        running/none | running/healthy) ;;
        running/unhealthy) echo "container ${name#/} is unhealthy" >&2 && return 1 ;;
        exited/*) echo "container ${name#/} exited ($(docker inspect --format '{{.State.ExitCode}}' "$id"))" >&2 && return 1 ;;
        *) pending=${name#/} ;;
      esac
    done
    [ -n "$pending" ] || return 0
    if [ "$1" -gt 0 ] && [ $((SECONDS - began)) -ge "$1" ]; then
      echo "application not healthy after $1s" >&2 && return 1
    fi
    sleep 0.1
  done
}

case "$command" in
  down)
    compose down "$@" || exit
    docker network ls --quiet --filter "label=com.docker.compose.project=$project" | xargs -r docker network rm >/dev/null
    ;;
  config | ps | logs | stop | start | restart | kill | rm | create | images | top) compose "$command" "$@" ;;
  up)
    waits="" limit=0
    while [ $# -gt 0 ]; do
      case "$1" in
        --wait) waits=1 ;;
        --wait-timeout) limit=$2 && shift ;;
        --pull) [ "$2" = never ] || [ "$2" = missing ] || refuse "$given" && shift ;;
        --quiet-pull) ;;
        *) words+=("$1") ;;
      esac
      shift
    done
    compose up ${words[@]+"${words[@]}"} || exit
    if [ -n "$waits" ]; then wait_until_up "$limit"; fi
    ;;
  *) refuse "$given" ;;
esac
