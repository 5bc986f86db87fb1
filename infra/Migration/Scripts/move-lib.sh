#!/usr/bin/env bash
# Functions of a data move, between lib.sh and the functions of its kind (move-KIND.sh); move.sh is the step itself. It runs as root on a
# server of the cluster: the source is a Docker host over SSH, the target is in the cluster.
# Parameters: STACK, MOVE, ATTEMPT, KIND, SOURCE_NAME, SOURCE_ADDRESS, SOURCE_PORT, SOURCE_USER, SOURCE_HOST_KEY, SOURCE_CONTAINER (name, or
# project/service), TARGET_NAMESPACE, TARGET_WORKLOADS (lines: kind/name), WRITERS (lines: app, container, then the commands that stop it,
# undo that and hand it over, base64 or -). Standard input: the private key for the source, up to a line of dots.
# shellcheck disable=SC2034  # read by the kinds
: "${STACK:?}" "${MOVE:?}" "${ATTEMPT:?}" "${SOURCE_NAME:?}" "${SOURCE_ADDRESS:?}"
RECORD_NAMESPACE=kube-system
RECORD="infra-move-$STACK-$MOVE"
WORK=$(mktemp -d /run/infra-move.XXXXXX)
chmod 0700 "$WORK"

# kube ARGUMENT...: kubectl with the server's own rights.
kube() { /usr/local/bin/k3s kubectl "$@"; }

# read_key: takes the key from standard input into a file that is in memory and for root alone.
read_key() {
  local line
  (
    umask 077
    : >"$WORK/key"
    while IFS= read -r line && [ "$line" != ... ]; do printf '%s\n' "$line" >>"$WORK/key"; done
  )
  printf '%s,[%s]:%s %s\n' "$SOURCE_ADDRESS" "$SOURCE_ADDRESS" "${SOURCE_PORT:-22}" "$SOURCE_HOST_KEY" >"$WORK/known_hosts"
}

# ssh_words: sets SSH to the words of the SSH client, without the host; for rsync -e too.
ssh_words() {
  SSH=(ssh -F none -i "$WORK/key" -p "${SOURCE_PORT:-22}" -o "UserKnownHostsFile=$WORK/known_hosts" -o StrictHostKeyChecking=yes
    -o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4)
}

# source_host COMMAND: runs a line of shell as root on the Docker host, with this one's standard input.
source_host() {
  local line=$1 become=""
  [ "${SOURCE_USER:-root}" = root ] || become="sudo -n "
  ssh_words
  "${SSH[@]}" "${SOURCE_USER:-root}@$SOURCE_ADDRESS" "${become}bash -c $(printf '%q' "$line")"
}

# words WORD...: the words as one line of shell.
words() { printf '%q ' "$@"; }

# find_container NAME: prints the id of a container by its name or by project/service; fails when it does not run.
find_container() {
  case $1 in
    */*)
      source_host "docker ps -q --filter label=com.docker.compose.project=${1%%/*} \
        --filter label=com.docker.compose.service=${1#*/} | sed -n 1p"
      ;;
    *) source_host "docker ps -q --filter name=^/?$1\$ | sed -n 1p" ;;
  esac </dev/null | grep .
}

# source_exec WORD...: runs a command in the source's container, with this one's standard input. SOURCE_EXEC may hold options of docker
# exec.
source_exec() {
  [ -n "${CONTAINER_ID:-}" ] || CONTAINER_ID=$(find_container "$SOURCE_CONTAINER") ||
    fail "no container $SOURCE_CONTAINER runs on $SOURCE_NAME" "start it, or correct dataMoves[$MOVE].from"
  source_host "docker exec -i ${SOURCE_EXEC:-} $CONTAINER_ID $(words "$@")"
}

# record_get KEY: prints a value of the move's record, nothing when there is none.
record_get() {
  kube -n "$RECORD_NAMESPACE" get configmap "$RECORD" -o "jsonpath={.data.$1}" 2>/dev/null || true
}

# record_put KEY VALUE...: writes values of the record.
record_put() {
  local patch="" key
  kube -n "$RECORD_NAMESPACE" get configmap "$RECORD" >/dev/null 2>&1 ||
    kube -n "$RECORD_NAMESPACE" create configmap "$RECORD" >/dev/null ||
    fail "the record of the move cannot be written" "check that the API server answers (kubectl get nodes)"
  while [ $# -gt 1 ]; do
    key=$1
    patch="$patch${patch:+,}\"$key\":$(json "$2")"
    shift 2
  done
  kube -n "$RECORD_NAMESPACE" patch configmap "$RECORD" --type merge -p "{\"data\":{$patch}}" >/dev/null
}

# json TEXT: a text as a string of JSON.
json() {
  printf '%s' "$1" | awk 'BEGIN { ORS = ""; print "\"" }
    { if (NR > 1) print "\\n"; gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, "\\t"); gsub(/[\001-\037]/, " "); print }
    END { print "\"" }'
}

# meter LABEL: passes standard input on and says every ten seconds how much went through; in bounded memory.
meter() {
  local label=$1 pid
  dd bs=256K iflag=fullblock status=none <&0 &
  pid=$!
  # Nothing of it may hold the pipe open after its end.
  (
    trap 'kill "$nap" 2>/dev/null; exit' TERM
    while :; do
      sleep "${METER_SECONDS:-10}" &
      nap=$!
      wait "$nap"
      bytes=$(awk '$1 == "wchar:" { print $2 }' "/proc/$pid/io" 2>/dev/null) || break
      [ -n "$bytes" ] || break
      say "$label: $((bytes / 1048576)) MiB" >&2
    done
  ) >/dev/null &
  local teller=$!
  local code=0
  wait "$pid" || code=$?
  kill "$teller" 2>/dev/null || true
  return "$code"
}

# each_writer FUNCTION: calls a function with app, container and the decoded commands to stop, undo and hand over (empty for none).
each_writer() {
  local app container stop undo hand
  while IFS=$'\t' read -r app container stop undo hand; do
    [ -n "$app" ] || continue
    "$1" "$app" "$container" "$(decoded "$stop")" "$(decoded "$undo")" "$(decoded "$hand")"
  done <<<"${WRITERS:-}"
}
decoded() { [ "$1" = - ] || printf '%s' "$1" | base64 -d; }

# Without a command of its own, a writer's container is stopped.
stop_writer() {
  local id
  if [ -n "$3" ]; then
    source_host "$3" </dev/null || fail "$1 does not stop to write: $3" "run the command on $SOURCE_NAME and read what it says"
  elif id=$(find_container "$2"); then
    source_host "docker stop $id" </dev/null >/dev/null || fail "$1 does not stop on $SOURCE_NAME" "docker logs $2"
    source_host "mkdir -p /var/lib/infra && printf '%s\n' $id > /var/lib/infra/stopped-$MOVE-$1" </dev/null
  fi
  say "$1 on $SOURCE_NAME writes no more"
}
undo_writer() {
  if [ -n "$4" ]; then
    source_host "$4" </dev/null || say "$1: the command to write again failed: $4" >&2
  elif [ -z "$3" ]; then
    source_host "f=/var/lib/infra/stopped-$MOVE-$1; [ ! -s \$f ] || { docker start \$(cat \$f) >/dev/null && rm -f \$f; }" </dev/null ||
      say "$1 does not start again on $SOURCE_NAME: docker start $2" >&2
  fi
  say "$1 on $SOURCE_NAME writes again"
}
hand_writer() {
  [ -z "$5" ] || source_host "$5" </dev/null || fail "$1 cannot be handed over: $5" "run the command on $SOURCE_NAME and read what it says"
}

# target_down, target_up: the pods in the cluster that use the target, while it is replaced. The number of replicas is kept on the workload.
target_down() {
  local workload replicas
  while IFS= read -r workload; do
    [ -n "$workload" ] || continue
    replicas=$(kube -n "$TARGET_NAMESPACE" get "$workload" -o 'jsonpath={.spec.replicas}' 2>/dev/null) || continue
    [ "$replicas" = 0 ] || kube -n "$TARGET_NAMESPACE" annotate "$workload" "infra/replicas=$replicas" --overwrite >/dev/null
    kube -n "$TARGET_NAMESPACE" scale "$workload" --replicas=0 >/dev/null
    kube -n "$TARGET_NAMESPACE" rollout status "$workload" --timeout=300s >/dev/null ||
      fail "$workload in $TARGET_NAMESPACE does not stop" "kubectl -n $TARGET_NAMESPACE get pods"
  done <<<"${TARGET_WORKLOADS:-}"
}
target_up() {
  local workload replicas
  while IFS= read -r workload; do
    [ -n "$workload" ] || continue
    replicas=$(kube -n "$TARGET_NAMESPACE" get "$workload" -o 'jsonpath={.metadata.annotations.infra/replicas}' 2>/dev/null) || continue
    [ -n "$replicas" ] || continue
    kube -n "$TARGET_NAMESPACE" scale "$workload" --replicas="$replicas" >/dev/null
    kube -n "$TARGET_NAMESPACE" annotate "$workload" infra/replicas- >/dev/null
  done <<<"${TARGET_WORKLOADS:-}"
}
