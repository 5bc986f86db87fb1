#!/usr/bin/env bash
# Takes down the Compose projects that this stack brought up on the host and that are no longer described, and removes the containers of
# services that their project no longer has: one that moved to another project would otherwise run twice on its volumes. Volumes stay, and
# so do the projects of everybody else.
# Parameters: OWNER (the stack), PROJECTS (lines of a described project and its services).
: "${OWNER:?}"
RECORDS="$STATE_DIR/compose"
# Of those described, with a space around each.
declare -A SERVICES=()

docker() { env -i HOME=/root PATH="$PATH" DOCKER_HOST=unix:///var/run/docker.sock docker "$@"; }

# take_down PROJECT FOLDER
take_down() {
  local project=$1 folder=$2 kept="" container
  while read -r container; do
    # A container may end meanwhile.
    kept+=$(docker inspect --format '{{range .Mounts}}{{if eq .Type "volume"}} {{.Name}}{{end}}{{end}}' "$container" 2>/dev/null) || true
  done < <(docker ps --all --quiet --filter "label=com.docker.compose.project=$project")
  # By its name alone: the containers and networks are found by their labels, also those of a service that the file no longer has.
  docker compose --project-name "$project" down --remove-orphans ||
    fail "the project $project cannot be taken down" "see the lines of Compose above, then run pulumi up again"
  if [ -n "$folder" ] && [ -d "$folder" ]; then
    (cd "$folder" && rm -rf compose.yaml .env .up files secrets former)
    rmdir "$folder" 2>/dev/null || say "$folder: kept, because of files that are not this program's"
  fi
  rm -f "$RECORDS/$project"
  say "project $project: taken down${kept:+; kept volumes:$kept}"
}

# remove_others PROJECT: stops and removes the containers of services that the project no longer has, within their own grace periods.
remove_others() {
  local project=$1 container service
  while read -r container service; do
    if [ -z "$service" ] || [[ "${SERVICES[$project]}" == *" $service "* ]]; then continue; fi
    { docker stop "$container" >/dev/null && docker rm "$container" >/dev/null; } || ! docker inspect "$container" >/dev/null 2>&1 ||
      fail "the service $service of the project $project cannot be removed" "see the lines of Docker above, then run pulumi up again"
    say "service $service of the project $project: removed, as it is no longer described there"
  done < <(docker ps --all --no-trunc --filter "label=com.docker.compose.project=$project" \
    --format '{{.ID}} {{.Label "com.docker.compose.service"}}')
}

while read -r project services; do
  [ -z "$project" ] || SERVICES[$project]=" $services "
done <<<"${PROJECTS:-}"
for record in "$RECORDS"/*; do
  [ -f "$record" ] || continue
  project=${record##*/}
  [ "$(head -n 1 "$record")" = "$OWNER" ] || continue
  if [ -n "${SERVICES[$project]:-}" ]; then
    remove_others "$project"
    continue
  fi
  folder=$(sed -n 2p "$record")
  take_down "$project" "${folder:+$folder/$project}"
done
say "projects of this stack: $(cut -d ' ' -f 1 <<<"${PROJECTS:-none}" | paste -s -d ' ')"
