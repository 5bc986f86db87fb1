#!/usr/bin/env bash
# Brings a Compose project to its described state. Files are written beside those in use, checked, and put in their place once the images
# are there; until then the containers and their files stay as they are. A run without a change restarts nothing. Volumes and the network
# of all projects are created, and never removed. A project of the same name that this stack did not bring up is refused.
# Parameters: DIRECTORY, OWNER (the stack), PROJECT, COMPOSE_TEXT, SERVICES (those that are started) and their IMAGES, VOLUMES (lines of a
# volume and the UID:GID of a new one, or none), HOST_PATHS (lines), NETWORK (empty: none), FILES (lines of a path and its number of
# variables), FILE_<line>_<part>, SECRETS (number of lines on standard input), WAIT_SECONDS.
# Standard input: lines `env SERVICE NAME BASE64` and `file SERVICE NAME UID:GID BASE64`.
: "${DIRECTORY:?}" "${OWNER:?}" "${PROJECT:?}" "${COMPOSE_TEXT:?}" "${SECRETS:?}" "${WAIT_SECONDS:?}"
HERE="$DIRECTORY/$PROJECT"
NEXT="$DIRECTORY/.next-$PROJECT"
FORMER="$HERE/former"
UP="$HERE/.up"
# Whose a project is, on two lines: the stack, the folder. Apart from the folder, which a setting may move.
RECORD="$STATE_DIR/compose/$PROJECT"
SALT="$STATE_DIR/compose-salt"
LABEL=com.docker.compose.project
WAIT=${UP_SECONDS:-$WAIT_SECONDS}
declare -A DATA=()
WANTED=()

# The client of this host's own daemon, without variables of the session that would lead it to another one or to other files.
docker() { env -i HOME=/root PATH="$PATH" DOCKER_HOST=unix:///var/run/docker.sock docker "$@"; }
compose() {
  local folder=$1
  shift
  docker compose --project-name "$PROJECT" --project-directory "$folder" --file "$folder/compose.yaml" "$@"
}

# containers FORMAT: a line for each container of the project.
containers() { docker ps --all --no-trunc --filter "label=$LABEL=$PROJECT" --format "$1"; }

free_space() { df -h --output=avail "$1" | tail -n 1 | tr -d ' '; }

check_owner() {
  local owner=""
  [ ! -f "$RECORD" ] || owner=$(head -n 1 "$RECORD")
  if [ -n "$owner" ]; then
    [ "$owner" = "$OWNER" ] ||
      fail "the project $PROJECT on this host is that of the stack $owner" \
        "give one of the two another name (compose.project), or remove it from the stack $owner first"
    return 0
  fi
  if [ -n "$(containers '{{.ID}}')" ] || [ -e "$HERE/compose.yaml" ]; then
    fail "somebody else brought up the project $PROJECT on this host, and it stays as it is: $(present)" \
      "describe it with compose.managed: false or under another name (compose.project), or hand it over to this stack, as \
docs/runbooks/adopt-compose-host.md describes, with: mkdir -p $(dirname "$RECORD") && echo $OWNER >$RECORD"
  fi
}

# present: the containers of the project in one line.
present() {
  local names
  names=$(containers '{{.Names}}' | paste -s -d ' ')
  echo "${names:-no container, but $HERE/compose.yaml}"
}

# The record comes before everything else that stays, so that an interrupted first run is known as this stack's. One without a folder is
# that of a project which was handed over, whose files are the former ones.
put_record() {
  local folder=""
  if [ -f "$RECORD" ]; then
    folder=$(sed -n 2p "$RECORD")
    if [ -z "$folder" ] && [ -e "$HERE/compose.yaml" ]; then touch "$UP"; fi
  fi
  mkdir -p "$(dirname "$RECORD")"
  printf '%s\n%s\n' "$OWNER" "${folder:-$DIRECTORY}" | put_file 0600 "$RECORD"
}

# Docker creates a missing folder, empty: a library whose disk is not mounted would look as if it had lost everything.
check_paths() {
  local path mount problems=""
  while read -r path; do
    [ -n "$path" ] || continue
    # The disk of a network may not answer.
    if ! timeout 20 test -e "$path"; then
      problems+=" $path is missing;"
      continue
    fi
    while read -r mount; do
      if [[ "$path/" != "$mount"/* ]] || timeout 20 mountpoint -q "$mount"; then continue; fi
      problems+=" $path is on $mount, which is not mounted;"
    done < <(awk '$1 !~ /^#/ && $2 ~ /^\/./ { print $2 }' /etc/fstab 2>/dev/null)
  done <<<"${HOST_PATHS:-}"
  [ -z "$problems" ] || fail "paths of this host are not there:${problems%;}; the project stays as it is" \
    "mount or create them on the host, or correct compose.volumes and compose.devices, then run pulumi up again"
}

# Steps of other projects on this host may create it at the same moment.
put_salt() {
  (
    flock -w 60 7 && { [ -s "$SALT" ] || head -c 32 /dev/urandom | base64 | put_file 0600 "$SALT"; }
  ) 7>>"$STATE_DIR/lock-compose-salt" ||
    fail "the salt of this host's digests cannot be written" "see the lines above, then run pulumi up again"
}

# make_private FOLDER: creates a folder for root alone; one that exists keeps its mode, for it may be that of others too.
make_private() { [ -d "$1" ] || (umask 077 && mkdir -p "$1"); }

# put_next MODE PATH: writes standard input to a file of the next state.
put_next() { put_file "$1" "$NEXT/$2"; }

# variable_of SERVICE: the variable of .env with the digest of the service's secrets.
variable_of() { printf 'SECRETS_%s' "$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]' | tr -c '[:upper:][:digit:]' _)"; }

# quote VALUE: a value as the parser of Compose reads it (github.com/compose-spec/compose-go, dotenv/parser.go, v2.13). Between single
# quotes a backslash only stands for a quote, so what ends with one, or has one before a quote, needs double quotes.
quote() {
  local value=$1
  if [[ $value =~ (^|[^\\])(\\\\)*\\(\'|$) ]]; then
    value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//\$/\\\$}
    printf '"%s"' "$value"
  else
    printf "'%s'" "${value//\'/\\\'}"
  fi
}

damaged() { fail "the secret $2 of the service $1 arrived damaged; the project stays as it is" "run pulumi up again"; }

put_secrets() {
  local kind service name owner value count=0
  declare -A env=()
  while read -r kind service name value; do
    count=$((count + 1))
    DATA[$(variable_of "$service")]+="$kind $name $value"$'\n'
    case "$kind" in
      env)
        # The last letter keeps line ends that the shell would take away.
        value=$(printf '%s' "$value" | base64 -d && printf x) || damaged "$service" "$name"
        env[$service]+="$name=$(quote "${value%x}")"$'\n'
        ;;
      file)
        # An empty value leaves the owner alone on the line.
        owner=${value%% *} value=${value#"${value%% *}"} value=${value# }
        printf '%s' "$value" | base64 -d >/dev/null || damaged "$service" "$name"
        printf '%s' "$value" | base64 -d | put_next 0400 "secrets/$service/$name"
        chown "$owner" "$NEXT/secrets/$service/$name"
        ;;
    esac
  done
  [ "$count" -eq "$SECRETS" ] ||
    fail "$count of $SECRETS secrets arrived; the project stays as it is" "run pulumi up again: the session was cut"
  for service in "${!env[@]}"; do printf '%s' "${env[$service]}" | put_next 0600 "secrets/$service.env"; done
}

# Compose recreates a container for a changed label, whose variable is here. Without the salt a short secret could be found from its digest.
put_digests() {
  local name
  for name in "${!DATA[@]}"; do
    printf '%s=%s\n' "$name" "$({ cat "$SALT" && printf '%s' "${DATA[$name]}"; } | sha256sum | cut -c 1-32)"
  done | sort | put_next 0600 .env
}

put_files() {
  local path parts line=0 part variable
  [ -n "${FILES:-}" ] || return 0
  while read -r path parts; do
    for ((part = 0; part < parts; part++)); do
      variable="FILE_${line}_$part"
      printf '%s' "${!variable}"
    done | put_next 0644 "$path"
    line=$((line + 1))
  done <<<"$FILES"
}

pull() {
  local image attempt
  for image in ${IMAGES:-}; do
    if docker image inspect "$image" >/dev/null 2>&1; then continue; fi
    for attempt in 1 2 3; do
      if docker pull --quiet "$image" >/dev/null; then
        say "image $image: here"
        continue 2
      fi
      if [ "$attempt" -lt 3 ]; then sleep "${POLL_SECONDS:-1}"; fi
    done
    fail "the image $image is not here and cannot be pulled; the project stays as it is ($(free_space /var/lib/docker) free for images)" \
      "correct the image's name, its registry's credentials on this host (docker login as root), or free disk space (docker image prune)"
  done
}

# The files of the last state that was up, for the way back, until the next one is.
keep_former() {
  local path
  if [ -e "$FORMER" ] || [ ! -e "$UP" ]; then return 0; fi
  rm -rf "$FORMER.new"
  mkdir -m 0700 "$FORMER.new"
  for path in compose.yaml .env files secrets; do
    [ ! -e "$HERE/$path" ] || cp -a "$HERE/$path" "$FORMER.new/" ||
      fail "the former files cannot be kept; the project stays as it is" "free disk space below $DIRECTORY, then run pulumi up again"
  done
  mv "$FORMER.new" "$FORMER"
  rm -f "$UP"
}

same() { [ -f "$2" ] && cmp -s "$1" "$2" && [ "$(stat -c '%a %u %g' "$1")" = "$(stat -c '%a %u %g' "$2")" ]; }

# Each file by one rename: a container that Docker starts meanwhile finds the one or the other.
put_in_place() {
  local path changed=()
  mapfile -t WANTED < <(cd "$NEXT" && find . -type f -printf '%P\n' | sort)
  for path in "${WANTED[@]}"; do
    if ! same "$NEXT/$path" "$HERE/$path"; then changed+=("$path"); fi
  done
  if [ "${#changed[@]}" -eq 0 ]; then return 0; fi
  keep_former
  for path in "${changed[@]}"; do
    mkdir -p "$(dirname "$HERE/$path")"
    mv -f "$NEXT/$path" "$HERE/$path"
  done
}

create_volumes() {
  local volume owner folder
  while read -r volume owner; do
    [ -n "$volume" ] || continue
    if ! docker volume inspect "$volume" >/dev/null 2>&1; then
      docker volume create "$volume" >/dev/null || fail "the volume $volume cannot be created" "see the message of Docker above"
      say "volume $volume: created"
    fi
    [ -n "$owner" ] || continue
    # Docker creates it for root. One with content keeps its owner, and an empty one may be that of an interrupted run.
    folder=$(docker volume inspect --format '{{.Mountpoint}}' "$volume") ||
      fail "Docker does not say where the volume $volume is" "see the message of Docker above, then run pulumi up again"
    if [ -d "$folder" ] && [ -z "$(ls -A "$folder")" ]; then chown "$owner" "$folder"; fi
  done <<<"${VOLUMES:-}"
}

# Steps of other projects on this host may create it at the same moment.
create_network() {
  [ -n "${NETWORK:-}" ] || return 0
  (
    flock -w 60 7
    docker network inspect "$NETWORK" >/dev/null 2>&1 || docker network create "$NETWORK" >/dev/null
  ) 7>>"$STATE_DIR/lock-docker-network" || fail "the network $NETWORK cannot be created" \
    "see the message of Docker above; if no range of addresses is free, widen engine.networks of this host"
}

# report BEFORE: the state of each service, and the last lines of those that are not up.
report() {
  local service id status
  while read -r service id status; do
    if [[ "$CRASHED " == *" $id "* ]]; then status="stops soon after each start, now $status"; fi
    case "$status" in
      Up*"(unhealthy)"* | Up*"(health: starting)"*) ;;
      Up*)
        if grep -qx "$service $id" <<<"$1"; then status="$status, as before this run"; fi
        printf '%s/%s: stands: %s: %s\n' "$NODE_NAME" "$STEP" "$service" "$status" >&2
        continue
        ;;
    esac
    printf '%s/%s: stands: %s: %s; its last lines:\n' "$NODE_NAME" "$STEP" "$service" "$status" >&2
    docker inspect --format '{{with .State.Health}}{{range .Log}}health check: {{.Output}}{{println}}{{end}}{{end}}' "$id" |
      grep . | tail -n 3 >&2 || true
    docker logs --tail 10 "$id" >&2 || true
  done < <(containers '{{.Label "com.docker.compose.service"}} {{.ID}} {{.Status}}')
}

# runs: a line for each started service's container without a health check: id, service, state, start, number of restarts.
# The fields are those of Docker's own type (.ID): with another name it reads the answer as a map, in which Health may not be.
RUN='{{if not .State.Health}}{{.ID}} {{index .Config.Labels "com.docker.compose.service"}} '
RUN+='{{.State.Status}} {{.State.StartedAt}} {{.RestartCount}}{{end}}'
runs() {
  local ids id service rest
  ids=$(docker ps --all --quiet --filter "label=$LABEL=$PROJECT" --filter label=com.docker.compose.oneoff=False)
  [ -n "$ids" ] || return 0
  # One may be removed meanwhile, which Docker reports beside the others.
  # shellcheck disable=SC2086  # several ids
  docker inspect --format "$RUN" $ids | sort | while read -r id service rest; do
    [[ " $SERVICES " != *" $service "* ]] || printf '%s %s %s\n' "$id" "$service" "$rest"
  done || true
}

# stays_up BEFORE: whether the containers without a health check that this run started, or a failed one before, run on through ten looks:
# Docker starts one that crashes again and again, which Compose takes for running. Puts the ids of those that do not into CRASHED.
CRASHED=""
stays_up() {
  local began now look id service state start restarts
  began=$(runs)
  if [ -e "$UP" ] && [ -z "$(comm -13 <(printf '%s\n' "$1") <(printf '%s\n' "$began"))" ]; then return 0; fi
  now=$began
  for ((look = 0; look <= ${LOOKS:-10}; look++)); do
    if [ "$look" -gt 0 ]; then
      sleep "${POLL_SECONDS:-1}"
      now=$(runs)
    fi
    while read -r id service state start restarts; do
      [ -n "$id" ] || continue
      if [ "$state" = running ] && grep -q "^$id $service running $start $restarts\$" <<<"$began" &&
        { [ "$restarts" = 0 ] || grep -q "^$id .* $restarts\$" <<<"$1"; }; then continue; fi
      CRASHED+=" $id"
    done <<<"$now"
    if [ -n "$CRASHED" ]; then return 1; fi
  done
}

bring_up() {
  local before back="correct what the lines above say, then run pulumi up again" started
  # Services of profiles alone are started by hand, and Compose refuses to start none.
  [ -n "${SERVICES:-}" ] || return 0
  before=$(containers '{{.Label "com.docker.compose.service"}} {{.ID}}')
  started=$(runs)
  if compose "$HERE" up --detach --wait --wait-timeout "$WAIT" --remove-orphans --pull never && stays_up "$started"; then return 0; fi
  report "$before"
  if [ -e "$FORMER" ]; then
    back="$back; to go back until then, as root on this host: \
cp -a $FORMER/. $HERE/ && docker compose --project-directory $HERE up --detach --remove-orphans"
  fi
  fail "the project $PROJECT is not up" "$back"
}

# Files that no service has any more, and those of another folder that a setting has moved.
remove_leftovers() {
  local file former path
  if [ -d "$HERE" ]; then
    while read -r file; do
      path=${file#"$HERE/"}
      if [[ " ${WANTED[*]} " != *" $path "* ]]; then rm -f "$file"; fi
    done < <(find "$HERE/files" "$HERE/secrets" -type f 2>/dev/null)
    find "$HERE/files" "$HERE/secrets" -mindepth 1 -type d -empty -delete 2>/dev/null || true
  fi
  rm -rf "$FORMER"
  former=$(sed -n 2p "$RECORD")
  if [ "$former" != "$DIRECTORY" ] && [ -d "$former/$PROJECT" ]; then
    (cd "$former/$PROJECT" && rm -rf compose.yaml .env .up files secrets former)
    rmdir "$former/$PROJECT" 2>/dev/null || say "$former/$PROJECT: kept, because of files that are not this program's"
  fi
  printf '%s\n%s\n' "$OWNER" "$DIRECTORY" | put_file 0600 "$RECORD"
}

check_owner
check_paths
put_record
put_salt
make_private "$DIRECTORY"
rm -rf "$NEXT"
mkdir -m 0700 "$NEXT"
trap 'rm -rf "$NEXT"' EXIT
printf '%s' "$COMPOSE_TEXT" | put_next 0600 compose.yaml
put_files
put_secrets
put_digests
compose "$NEXT" config --quiet ||
  fail "Compose refuses the described project; it stays as it is" "correct the description as the lines above say, then run pulumi up again"
pull
make_private "$HERE"
chmod 0700 "$HERE"
put_in_place
create_volumes
create_network
bring_up
touch "$UP"
remove_leftovers
say "up: ${SERVICES:-nothing, for all services have profiles}"
