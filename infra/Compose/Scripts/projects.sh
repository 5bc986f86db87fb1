#!/usr/bin/env bash
# Takes down the Compose projects that this stack brought up on the host and that are no longer described. Their volumes stay, and so do
# the projects of everybody else.
# Parameters: OWNER (the stack), PROJECTS (names of those described).
: "${OWNER:?}"
RECORDS="$STATE_DIR/compose"

docker() { env -i HOME=/root PATH="$PATH" DOCKER_HOST=unix:///var/run/docker.sock docker "$@"; }

# take_down PROJECT FOLDER
take_down() {
  local project=$1 folder=$2 kept="" container
  while read -r container; do
    kept+=$(docker inspect --format '{{range .Mounts}}{{if eq .Type "volume"}} {{.Name}}{{end}}{{end}}' "$container")
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

for record in "$RECORDS"/*; do
  [ -f "$record" ] || continue
  project=${record##*/}
  if [ "$(head -n 1 "$record")" != "$OWNER" ] || [[ " ${PROJECTS:-} " == *" $project "* ]]; then continue; fi
  folder=$(sed -n 2p "$record")
  take_down "$project" "${folder:+$folder/$project}"
done
say "projects of this stack: ${PROJECTS:-none}"
