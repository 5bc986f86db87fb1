#!/usr/bin/env bash
# Functions of a data move, between lib.sh and the functions of its kind (move-KIND.sh); move.sh is the step itself. It runs as root on a
# server of the cluster: the source is a Docker host over SSH, the target is in the cluster.
# Parameters: STACK, MOVE, ATTEMPT (name of one passage over the step, the same when it is run again), KIND, SOURCE_NAME, SOURCE_ADDRESS,
# SOURCE_PORT, SOURCE_USER, SOURCE_HOST_KEY, SOURCE_CONTAINER (name, or project/service), TARGET_NAMESPACE, TARGET_WORKLOADS (lines:
# namespace and kind/name, or namespace and -l selector), WRITERS (lines with tabs: app, container, the commands that stop it, undo that
# and hand it over in base64 or -, the other moves of the step that stop it too), VERIFY, MAX_OUTAGE and LIMIT_SECONDS.
# Standard input: the private key for the source, up to a line of dots.
# shellcheck disable=SC2034  # read by the kinds
: "${STACK:?}" "${MOVE:?}" "${ATTEMPT:?}" "${SOURCE_NAME:?}" "${SOURCE_ADDRESS:?}"
RECORD_NAMESPACE=kube-system
RECORD="infra-move-$STACK-$MOVE"
RUNBOOK=docs/runbooks/data-move-failed.md
# In memory. What a run left that was killed, with its key, goes here: lib.sh keeps two runs on one server apart.
RUN_DIR=${RUN_DIR:-/run/infra-move}
WORK=$RUN_DIR/$STACK-$MOVE
rm -rf "$WORK"
mkdir -p "$RUN_DIR"
mkdir -m 0700 "$WORK"
trap 'rm -rf "$WORK"' EXIT

# Functions that a kind may have, beside kind_check, kind_size, kind_fence, kind_unfence, kind_mark, kind_copy, kind_verify, kind_discard,
# kind_cut_over, kind_is_cut (0 after a cut over, 1 before one, 2 where nobody can tell), kind_mark_target and kind_copy_back.
# kind_release: gives back what the run holds, before pods start. kind_reopen_target: opens the target again after a way back that failed.
# kind_restore_target: after a way back, with the source open, gives the target what it had before the move, open, before pods start.
# kind_was_cut: whether a cut over of any passage left its marker on the target; asked where there is no record.
kind_release() { :; }
kind_was_cut() { kind_is_cut; }
kind_reopen_target() { :; }
kind_restore_target() { :; }

# kube ARGUMENT...: kubectl with the server's own rights.
kube() { /usr/local/bin/k3s kubectl "$@"; }

# kube_soon ARGUMENT...: the same for a short question, to which an API server that hangs is one that does not answer.
kube_soon() { kube "$@" --request-timeout=20s; }

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

# ssh_words: sets SSH to the words of the SSH client, without the host; for rsync -e too. A host that is silent for a minute is given up.
ssh_words() {
  SSH=(ssh -F none -i "$WORK/key" -p "${SOURCE_PORT:-22}" -o "UserKnownHostsFile=$WORK/known_hosts" -o StrictHostKeyChecking=yes
    -o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4)
}

# source_host COMMAND: runs a line of shell as root on the Docker host, with this one's standard input.
source_host() {
  local line=$1 become=""
  [ "${SOURCE_USER:-root}" = root ] || become="sudo -n "
  ssh_words
  # In quotes that every login shell reads in the same way.
  "${SSH[@]}" "${SOURCE_USER:-root}@$SOURCE_ADDRESS" "${become}bash -c '${line//\'/\'\\\'\'}'"
}

# words WORD...: the words as one line of shell.
words() { printf '%q ' "$@"; }

# containers_of NAME [OPTION]: prints the ids of the containers of a name or of project/service; with -a of stopped ones too. Fails only
# where the host cannot be asked.
containers_of() {
  case $1 in
    */*)
      source_host "docker ps -q --no-trunc ${2:-} --filter label=com.docker.compose.project=${1%%/*} \
        --filter label=com.docker.compose.service=${1#*/}"
      ;;
    *) source_host "docker ps -q --no-trunc ${2:-} --filter name=^/?$1\$" ;;
  esac </dev/null
}

# find_container NAME: prints the id of a container by its name or by project/service; fails when it does not run.
find_container() { containers_of "$1" | sed -n 1p | grep .; }

# source_exec WORD...: runs a command in the source's container, with this one's standard input. SOURCE_EXEC may hold options of docker
# exec.
source_exec() {
  [ -n "${CONTAINER_ID:-}" ] || CONTAINER_ID=$(find_container "$SOURCE_CONTAINER") ||
    fail "no container $SOURCE_CONTAINER runs on $SOURCE_NAME" "start it, or correct dataMoves[$MOVE].from"
  source_host "docker exec -i ${SOURCE_EXEC:-} $CONTAINER_ID $(words "$@")"
}

# record_get KEY [MOVE]: prints a value of the record of this or another move, nothing when there is none. Fails where nobody answers: a
# record that cannot be read is not one that does not exist.
record_get() {
  local began=$SECONDS seen
  until seen=$(kube_soon -n "$RECORD_NAMESPACE" get configmap "infra-move-$STACK-${2:-$MOVE}" -o "jsonpath={.data.$1}" 2>"$WORK/kube"); do
    if grep -q '(NotFound)' "$WORK/kube"; then
      seen=""
      break
    fi
    [ $((SECONDS - began)) -lt "${RECORD_SECONDS:-120}" ] ||
      fail "the record of the move cannot be read: $(tail -n 1 "$WORK/kube")" "check that the API server answers (kubectl get nodes)"
    sleep "${POLL_SECONDS:-2}"
  done
  printf '%s' "$seen"
}

# record_put KEY VALUE...: writes values of the record, all or none of them.
record_put() {
  local patch="" key began=$SECONDS
  while [ $# -gt 1 ]; do
    key=$1
    patch="$patch${patch:+,}\"$key\":$(json "$2")"
    shift 2
  done
  until record_patch "$patch" 2>"$WORK/kube"; do
    [ $((SECONDS - began)) -lt "${RECORD_SECONDS:-120}" ] ||
      fail "the record of the move cannot be written: $(tail -n 1 "$WORK/kube")" "check that the API server answers (kubectl get nodes)"
    sleep "${POLL_SECONDS:-2}"
  done
}
record_patch() {
  kube_soon -n "$RECORD_NAMESPACE" get configmap "$RECORD" >/dev/null 2>&1 ||
    kube_soon -n "$RECORD_NAMESPACE" create configmap "$RECORD" >/dev/null || return 1
  kube_soon -n "$RECORD_NAMESPACE" patch configmap "$RECORD" --type merge -p "{\"data\":{$1}}" >/dev/null
}

# The lock of the move in the cluster, for runs on two servers: lib.sh keeps two runs on one server apart, so a holder of this server has
# ended. A holder counts on while it lives; one whose number stays the same for LOCK_SECONDS has ended too, whatever the clocks say.
LOCK="$RECORD-lock"
HOLDER="$NODE_NAME/$(cut -d - -f 1 /proc/sys/kernel/random/uuid)"
lock_seen() { kube_soon -n "$RECORD_NAMESPACE" get configmap "$LOCK" -o 'jsonpath={.data.holder}' 2>"$WORK/lock"; }

# lock_swap FROM TO: changes the holder if it is still the one that was seen.
lock_swap() {
  kube_soon -n "$RECORD_NAMESPACE" patch configmap "$LOCK" --type json \
    -p "[{\"op\":\"test\",\"path\":\"/data/holder\",\"value\":$(json "$1")},
      {\"op\":\"replace\",\"path\":\"/data/holder\",\"value\":$(json "$2")}]" >/dev/null 2>"$WORK/lock"
}
take_move() {
  local seen first="" began=$SECONDS limit=${LOCK_SECONDS:-120}
  while :; do
    if kube_soon -n "$RECORD_NAMESPACE" create configmap "$LOCK" "--from-literal=holder=$HOLDER 0" >/dev/null 2>"$WORK/lock"; then break; fi
    if ! grep -q '(AlreadyExists)' "$WORK/lock" || ! seen=$(lock_seen); then
      fail "the lock of the move cannot be taken: $(tail -n 1 "$WORK/lock")" "check that the API server answers (kubectl get nodes)"
    fi
    case $seen in
      "" | none\ * | "$NODE_NAME"/*)
        if lock_swap "$seen" "$HOLDER 0"; then break; fi
        ;;
      *)
        [ -n "$first" ] || { first=$seen && say "${seen%%/*} began the move; waiting whether it still runs"; }
        [ "$seen" = "$first" ] || fail "${seen%%/*} is moving $MOVE at present" "wait for its end, then run pulumi up again"
        if [ $((SECONDS - began)) -ge "$limit" ] && lock_swap "$seen" "$HOLDER 0"; then break; fi
        ;;
    esac
    [ $((SECONDS - began)) -le $((limit + 60)) ] || fail "the lock of the move cannot be taken" "read configmap $LOCK in $RECORD_NAMESPACE"
    sleep "${POLL_SECONDS:-2}"
  done
  : >"$WORK/held"
  MAIN=$$
  keep_move </dev/null >/dev/null 2>&1 9>&- &
  KEEPER=$!
}

# keep_move: counts on, and ends the run when it has lost the lock or its time is over: while there is time to open the source again.
keep_move() {
  trap - EXIT TERM
  local count=0 began=$SECONDS last=$SECONDS limit=${LOCK_SECONDS:-120} time=${LIMIT_SECONDS:-0}
  while sleep "$(((limit + 5) / 6))" && kill -0 "$MAIN" && [ -e "$WORK/held" ]; do
    if lock_swap "$HOLDER $count" "$HOLDER $((count + 1))"; then
      count=$((count + 1)) last=$SECONDS
    elif [ $((SECONDS - last)) -ge $((limit * 2 / 3)) ]; then
      : >"$WORK/lost"
      end_run
    fi
    if [ "$time" -gt 0 ] && [ $((SECONDS - began)) -ge $((time - (time > 1200 ? 300 : time / 4))) ]; then
      : >"$WORK/late"
      end_run
    fi
  done
}
end_run() {
  kill -TERM "$MAIN"
  end_children "$MAIN"
  exit 0
}

# end_children PID: ends the programs that a process started, and what they started, but this one.
end_children() {
  local stat line pid
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    pid=${line%% *}
    # The name of a program may contain spaces, and ends at the last bracket.
    line=${line##*) }
    line=${line#* }
    if [ "${line%% *}" = "$1" ] && [ "$pid" != "$BASHPID" ] && [ "$pid" != "${KEEPER:-}" ]; then
      end_children "$pid"
      kill -TERM "$pid" 2>/dev/null || true
    fi
  done
}

# leave_move: gives the lock back.
leave_move() {
  [ -e "$WORK/held" ] || return 0
  rm -f "$WORK/held"
  kill "$KEEPER" 2>/dev/null
  wait "$KEEPER" 2>/dev/null
  local seen
  seen=$(lock_seen) || return 0
  [ "${seen%% *}" != "$HOLDER" ] || lock_swap "$seen" "none 0" || true
}

# own_move: whether this run still holds the lock.
own_move() {
  local seen
  [ ! -e "$WORK/lost" ] && seen=$(lock_seen) && [ "${seen%% *}" = "$HOLDER" ]
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
  # A job in the background reads nothing, unless its input is named.
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

# each_writer FUNCTION: calls a function with app, container, the decoded commands to stop, undo and hand over (empty for none), and the
# other moves that stop the app.
each_writer() {
  local app container stop undo hand beside
  while IFS=$'\t' read -r app container stop undo hand beside; do
    [ -n "$app" ] || continue
    "$1" "$app" "$container" "$(decoded "$stop")" "$(decoded "$undo")" "$(decoded "$hand")" "$beside"
  done <<<"${WRITERS:-}"
}
decoded() { [ "$1" = - ] || printf '%s' "$1" | base64 -d; }

# Without a command of its own, a writer's containers are stopped, and Docker does not start them again, not even after a reboot. Those
# that ran are noted before, on their host, so that a run that was cut off, and another move of the same app, start what ran, and nothing
# else. A line is: id, name, restart policy, and whether it ran. On the way back a container that was removed does not write.
stop_writer() {
  local ids=""
  if [ -z "$3" ] || [ "$MODE" = back ]; then
    ids=$(containers_of "$2" -a) || fail "$SOURCE_NAME cannot be asked for the container of $1" "check SSH and Docker there"
    if [ -z "$ids" ] && [ "$MODE" = back ]; then
      say "$1 has no container $2 on $SOURCE_NAME any more, so it does not write"
      return 0
    fi
  fi
  if [ -n "$3" ]; then
    source_host "$3" </dev/null >&2 || fail "$1 does not stop to write: $3" "run the command on $SOURCE_NAME and read what it says"
  else
    [ -n "$ids" ] || fail "no container $2 is on $SOURCE_NAME, so nothing is known that stops $1" \
      "correct apps[$1].compose, or describe its writes.stop and writes.undo"
    source_host "f=$(stopped "$1"); mkdir -p /var/lib/infra && touch \$f || exit 1
      for id in ${ids//$'\n'/ }; do
        has=\$(docker inspect --format '{{.Name}} $RESTART_POLICY {{.State.Running}}' \$id) || exit 1
        case \$has in *' no false') continue ;; esac
        grep -q \"^\$id \" \$f || printf '%s %s\n' \$id \"\${has#/}\" >>\$f || exit 1
        case \$has in *' no true') ;; *) docker update --restart=no \$id >/dev/null || exit 1 ;; esac
        docker stop \$id >/dev/null || exit 1
      done" </dev/null >&2 || fail "$1 does not stop on $SOURCE_NAME" "docker logs $2"
  fi
  say "$1 on $SOURCE_NAME writes no more"
}
RESTART_POLICY='{{with .HostConfig.RestartPolicy}}{{or .Name "no"}}{{if .MaximumRetryCount}}:{{.MaximumRetryCount}}{{end}}{{end}}'
stopped() { printf '/var/lib/infra/stopped-%s-%s' "$STACK" "$1"; }

# A writer stays stopped while another move of its step is made: half of its data is in the cluster.
undo_writer() {
  local other state started
  for other in $6; do
    state=$(record_get state "$other") || return 1
    case $state in
      moved | cutting | returning)
        say "$1 stays stopped on $SOURCE_NAME: $other is moved"
        return 0
        ;;
    esac
  done
  if [ -n "$4" ]; then
    source_host "$4" </dev/null >&2 || fail "$1 does not write again on $SOURCE_NAME: $4" "run the command there"
  elif [ -z "$3" ]; then
    # A container that was made anew since has another id, and as a rule its name.
    started=$(source_host "f=$(stopped "$1"); [ -s \$f ] || exit 0
      while read -r id name policy ran; do
        now=\$(docker ps -aq --filter id=\$id) || exit 1
        [ -n \"\$now\" ] || now=\$(docker ps -aq --filter name=\"^/?\$name\\\$\") || exit 1
        [ -n \"\$now\" ] || { echo \"\$name (gone)\" && continue; }
        [ \$policy = no ] || docker update --restart=\$policy \$now >/dev/null || exit 1
        [ \$ran = false ] || { docker start \$now >/dev/null && echo \"\$name\"; } || exit 1
      done <\$f && rm -f \$f" </dev/null) ||
      fail "$1 does not start again on $SOURCE_NAME" "docker start the containers in $(stopped "$1") there"
    case $started in
      "") say "$1 on $SOURCE_NAME: no container of it was stopped by the move, so none is started" ;;
      *"(gone)"*) say "$1 on $SOURCE_NAME is started again; make anew what is gone: $(paste -sd ' ' <<<"$started")" ;;
      *) say "$1 on $SOURCE_NAME is started again: $(paste -sd ' ' <<<"$started")" ;;
    esac
    return 0
  fi
  say "$1 on $SOURCE_NAME writes again"
}

# A writer is handed over after the last move of its step.
hand_writer() {
  local other state
  [ -n "$5" ] || return 0
  for other in $6; do
    state=$(record_get state "$other") || return 1
    if [ "$state" != moved ]; then
      say "$1 is handed over after $other"
      return 0
    fi
  done
  source_host "$5" </dev/null >&2 || fail "$1 cannot be handed over: $5" "run the command on $SOURCE_NAME and read what it says"
  say "$1 on $SOURCE_NAME uses the data in the cluster"
}

# each_workload FUNCTION: calls a function with namespace and kind/name of each workload of the target that exists.
each_workload() {
  local place workload found names
  while IFS=' ' read -r place workload; do
    [ -n "$place" ] || continue
    [ -n "$workload" ] || { workload=$place && place=$TARGET_NAMESPACE; }
    case $workload in
      -l\ *)
        names=$(kube -n "$place" get deployments,statefulsets,cronjobs "-l${workload#-l }" -o name 2>"$WORK/kube") ||
          fail "the workloads of $place cannot be listed: $(tail -n 1 "$WORK/kube")" "check that the API server answers (kubectl get nodes)"
        ;;
      *) names=$workload ;;
    esac
    for found in $names; do
      if kube -n "$place" get "$found" -o 'jsonpath={.metadata.name}' >/dev/null 2>"$WORK/kube"; then
        "$1" "$place" "$found"
      elif ! grep -q '(NotFound)' "$WORK/kube"; then
        fail "$found in $place cannot be read: $(tail -n 1 "$WORK/kube")" "check that the API server answers (kubectl get nodes)"
      fi
    done
  done <<<"${TARGET_WORKLOADS:-}"
}

# target_down, target_up: the pods in the cluster that use the target, while it is replaced. What they had is kept on the workload, in the
# change that stops it.
target_down() { each_workload workload_down; }
target_up() { each_workload workload_up; }
replicas_kept() { kube -n "$1" get "$2" -o 'jsonpath={.metadata.annotations.infra/replicas}'; }
workload_down() {
  local kept had selector
  kept=$(replicas_kept "$1" "$2") || fail "$2 in $1 cannot be read" "kubectl -n $1 get $2"
  case $2 in
    cronjob*)
      if [ -z "$kept" ]; then
        had=$(kube -n "$1" get "$2" -o 'jsonpath={.spec.suspend}') || fail "$2 in $1 cannot be read" "kubectl -n $1 get $2"
        workload_set "$1" "$2" "\"${had:-false}\"" '"suspend":true'
      fi
      wait_for "${DOWN_SECONDS:-300}" "the end of $2 in $1" no_job "$1" "$2" ||
        fail "a job of $2 in $1 does not end" "kubectl -n $1 get jobs"
      return
      ;;
  esac
  had=$(kube -n "$1" get "$2" -o 'jsonpath={.spec.replicas}') || fail "$2 in $1 cannot be read" "kubectl -n $1 get $2"
  # Somebody who started pods meanwhile knows better how many there are to be.
  if [ -z "$kept" ] || [ "${had:-1}" != 0 ]; then workload_set "$1" "$2" "\"${had:-1}\"" '"replicas":0'; fi
  kube -n "$1" rollout status "$2" --timeout="${DOWN_SECONDS:-300}s" >/dev/null || fail "$2 in $1 does not stop" "kubectl -n $1 get pods"
  # A pod that is being deleted is counted no more, and may still write.
  selector=$(kube -n "$1" get "$2" -o "go-template=$SELECTOR" 2>/dev/null) || selector=""
  [ -z "$selector" ] || wait_for "${DOWN_SECONDS:-300}" "the end of the pods of $2 in $1" no_pod "$1" "${selector%,}" ||
    fail "pods of $2 in $1 do not end" "kubectl -n $1 get pods -l ${selector%,}"
}
# shellcheck disable=SC2016  # a template, no variables
SELECTOR='{{range $k, $v := .spec.selector.matchLabels}}{{$k}}={{$v}},{{end}}'
no_job() { [ -z "$(kube -n "$1" get "$2" -o 'jsonpath={.status.active}')" ]; }
no_pod() { [ -z "$(kube -n "$1" get pods -l "$2" -o name)" ]; }
workload_up() {
  local kept
  kept=$(replicas_kept "$1" "$2") || fail "$2 in $1 cannot be read" "kubectl -n $1 get $2"
  [ -n "$kept" ] || return 0
  case $2 in
    cronjob*) workload_set "$1" "$2" null "\"suspend\":$kept" ;;
    *) workload_set "$1" "$2" null "\"replicas\":$kept" ;;
  esac
  disown_fields "$1" "$2" || true
}
workload_set() {
  kube -n "$1" patch "$2" --field-manager infra-move --type merge \
    -p "{\"metadata\":{\"annotations\":{\"infra/replicas\":$3}},\"spec\":{$4}}" >/dev/null ||
    fail "$2 in $1 cannot be changed" "kubectl -n $1 describe $2"
}

# disown_fields: the program applies these workloads on the server's side, where a number that another changed is a conflict: gives the
# number back to nobody.
disown_fields() {
  local index
  index=$(kube -n "$1" get "$2" --show-managed-fields -o 'jsonpath={range .metadata.managedFields[*]}{.manager}{"\n"}{end}' 2>/dev/null |
    awk '$0 == "infra-move" { print NR - 1 }' | tail -n 1) || return 0
  [ -z "$index" ] || kube -n "$1" patch "$2" --field-manager infra-move --type json \
    -p "[{\"op\":\"test\",\"path\":\"/metadata/managedFields/$index/manager\",\"value\":\"infra-move\"},
      {\"op\":\"remove\",\"path\":\"/metadata/managedFields/$index\"}]" >/dev/null 2>&1
}
