#!/usr/bin/env bash
# The containers of the data moves of Loki and Grafana, and HTTP requests to them: on the Docker host, and in the cluster. Between
# move-files.sh, whose functions copy into the volume of the claim, and the script of the kind.

# The pod of the target, by its workload.
TARGET_POD=${TARGET_WORKLOADS%%$'\n'*}
TARGET_POD=${TARGET_POD#* }

# http METHOD ADDRESS PORT PATH SECONDS: prints the body of an answer; fails unless the status is 2xx. bash alone: not every Docker host has
# curl. The answer ends with the connection, as the request is one of HTTP/1.0.
http() {
  local line
  exec 3<>"/dev/tcp/$2/$3" || return 1
  printf '%s %s HTTP/1.0\r\nHost: %s\r\nContent-Length: 0\r\n\r\n' "$1" "$4" "$2" >&3
  timeout "$5" cat <&3 | {
    IFS= read -r line || return 1
    case $line in *" 2"[0-9][0-9]*) ;; *) return 1 ;; esac
    while IFS= read -r line && [ "${#line}" -gt 1 ]; do :; done
    cat
  }
}

# http_lines ADDRESS PORT SECONDS: asks for the paths on standard input, one a line; each answer is one line, empty for one that failed.
http_lines() {
  local path
  while IFS= read -r path; do
    printf '%s\n' "$(http GET "$1" "$2" "$path" "$3" 2>/dev/null | tr -d '\r\n')"
  done
}

# encoded TEXT: a text as part of a URL.
encoded() {
  local LC_ALL=C text=$1 at char
  for ((at = 0; at < ${#text}; at++)); do
    char=${text:at:1}
    case $char in
      [A-Za-z0-9._~-]) printf '%s' "$char" ;;
      *) printf '%%%02X' "'$char" ;;
    esac
  done
}

# any_container: sets CONTAINER_ID to the source's container, also one that is stopped; fails when there is none.
any_container() {
  local filter="--filter name=^/?$SOURCE_CONTAINER\$" project=com.docker.compose.project service=com.docker.compose.service
  case $SOURCE_CONTAINER in
    */*) filter="--filter label=$project=${SOURCE_CONTAINER%%/*} --filter label=$service=${SOURCE_CONTAINER#*/}" ;;
  esac
  CONTAINER_ID=$(source_host "docker ps -aq --no-trunc $filter" </dev/null | sed -n 1p)
  [ -n "$CONTAINER_ID" ]
}

# source_inspect TEMPLATE: a field of the source's container.
source_inspect() { source_host "docker inspect --format '$1' $CONTAINER_ID" </dev/null; }

# source_address: prints the address of the source's container on its host; that of the host for one in its network.
source_address() {
  local address
  address=$(source_inspect '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}')
  address=${address%% *}
  printf '%s' "${address:-127.0.0.1}"
}

# ask_source FUNCTION ARGUMENT...: runs a function of this file on the Docker host.
ask_source() { source_host "$(declare -f http http_lines); $(words "$@")"; }

# ask_target FUNCTION PORT ARGUMENT...: runs a function of this file at a port of the target's pod: FUNCTION 127.0.0.1 PORT ARGUMENT... It
# goes through the kubelet, so that no network policy is in its way.
ask_target() (
  local run=$1 port=$2 local_port="" pid
  shift 2
  command timeout 3600 /usr/local/bin/k3s kubectl -n "$TARGET_NAMESPACE" port-forward --address 127.0.0.1 "$TARGET_POD" ":$port" \
    >"$WORK/forward" 2>&1 </dev/null &
  pid=$!
  trap 'kill "$pid" 2>/dev/null || true' EXIT
  for _ in $(seq 300); do
    local_port=$(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\) .*/\1/p' "$WORK/forward" 2>/dev/null | sed -n 1p)
    [ -z "$local_port" ] || break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  [ -n "$local_port" ] || return 1
  if [ "$run" = http ]; then http "$1" 127.0.0.1 "$local_port" "${@:2}"; else "$run" 127.0.0.1 "$local_port" "$@"; fi
)

# stop_source, start_source: the source's container, kept from starting again by itself. A file on the Docker host says that this move did
# so, and has Docker's own rule for a restart.
closed() { printf '/var/lib/infra/closed-%s-%s' "$STACK" "$MOVE"; }
stop_source() {
  local policy
  policy=$(source_inspect '{{.HostConfig.RestartPolicy.Name}}')
  source_host "mkdir -p /var/lib/infra && { [ -s $(closed) ] || printf '%s\n' '${policy:-no}' >$(closed); } &&
    docker update --restart=no $CONTAINER_ID >/dev/null && docker stop --time 120 $CONTAINER_ID >/dev/null" </dev/null ||
    fail "$SOURCE_CONTAINER does not stop on $SOURCE_NAME" "docker logs $SOURCE_CONTAINER on $SOURCE_NAME"
}
start_source() {
  source_host "[ ! -s $(closed) ] ||
    { docker update --restart=\$(cat $(closed)) $CONTAINER_ID >/dev/null && docker start $CONTAINER_ID >/dev/null && rm -f $(closed); }" \
    </dev/null
}

# run_source: sets CONTAINER_ID; starts a container that an earlier run of this move stopped and did not start again, because its answers
# are compared.
run_source() {
  any_container || fail "no container $SOURCE_CONTAINER is on $SOURCE_NAME" "docker ps -a on $SOURCE_NAME; correct dataMoves[$MOVE].from"
  start_source || fail "$SOURCE_CONTAINER does not start again on $SOURCE_NAME" "docker start $CONTAINER_ID there, and read its log"
  [ "$(source_inspect '{{.State.Running}}')" = true ] ||
    fail "$SOURCE_CONTAINER does not run on $SOURCE_NAME, and must answer before its data is moved" "docker start $CONTAINER_ID there"
}

# close_source: stops the source's container if it runs; on the way back.
close_source() {
  if any_container && [ "$(source_inspect '{{.State.Running}}')" = true ]; then stop_source; fi
}

# reopen_source: starts it, and sets SOURCE_IP. Returns 1 where its project makes the container anew, after this.
reopen_source() {
  if ! any_container; then
    note "no container $SOURCE_CONTAINER is on $SOURCE_NAME: it comes with its project"
    return 1
  fi
  start_source
  # shellcheck disable=SC2034  # read by the kinds
  SOURCE_IP=$(source_address)
}

# source_folder PATH: prints the folder on the Docker host that a path in the source's container is; fails for one in the container itself.
source_folder() {
  source_inspect '{{range .Mounts}}{{.Destination}}{{"\t"}}{{.Source}}{{"\n"}}{{end}}' | awk -F '\t' -v path="$1" '
    $1 != "" && (path == $1 || index(path, $1 "/") == 1) && length($1) > length(at) { at = $1; found = $2 substr(path, length($1) + 1) }
    END { if (found == "") exit 1; print found }'
}

# yaml_paths: block YAML on standard input as lines path=value; entries of lists by their numbers.
yaml_paths() {
  awk '
    function drop(from) { while (depth > 0 && (indents[depth] > from || (indents[depth] == from && keep != 1) ||
      (indents[depth] == from && keep == 1 && items[depth] == 1))) depth-- }
    function path(upto, i, text) { text = ""; for (i = 1; i <= upto; i++) text = text (i > 1 ? "." : "") names[i]; return text }
    /^[ ]*(#|$)/ || /^---/ { next }
    {
      match($0, /^ */); indent = RLENGTH; line = substr($0, indent + 1)
      while (line ~ /^- /) {
        keep = 1; drop(indent); above = path(depth)
        depth++; indents[depth] = indent; items[depth] = 1; names[depth] = counts[above]++ + 0
        match(line, /^- +/); indent += RLENGTH; line = substr(line, RLENGTH + 1)
      }
      if (!match(line, /^[A-Za-z0-9_."-]+:( |$)/)) next
      keep = 0; drop(indent)
      key = line; sub(/:.*/, "", key); value = substr(line, length(key) + 2)
      gsub(/^ +| +$/, "", value); gsub(/"/, "", value); gsub(/"/, "", key)
      depth++; indents[depth] = indent; items[depth] = 0; names[depth] = key
      if (value != "") print path(depth) "=" value
    }'
}

# seconds_of DURATION: a duration of Go or Prometheus, as 24h0m0s or 31d, in seconds.
seconds_of() {
  awk -v text="$1" 'BEGIN {
    unit["ms"] = 0.001; unit["s"] = 1; unit["m"] = 60; unit["h"] = 3600; unit["d"] = 86400; unit["w"] = 604800; unit["y"] = 31536000
    while (match(text, /^[0-9.]+(ms|[smhdwy])/)) {
      part = substr(text, 1, RLENGTH); text = substr(text, RLENGTH + 1)
      number = part + 0; sub(/^[0-9.]+/, "", part); sum += number * unit[part]
    }
    printf "%d", sum
  }'
}

# left_behind PROBLEM REMEDY: refuses a way back that would lose what was written in the cluster, unless a person has accepted exactly this
# loss in the record of the move; returns 1 then.
left_behind() {
  local digest
  digest=$(printf '%s %s' "$ATTEMPT" "$1" | sha256sum | cut -c 1-12)
  if [ "$(record_get leave)" = "$digest" ]; then
    note "left behind in the cluster, as accepted: $1"
    return 1
  fi
  fail "$1" "$2, then run pulumi up again. To go back without what was written since the move, which stays in the cluster alone:
  kubectl -n $RECORD_NAMESPACE patch configmap $RECORD --type merge -p '{\"data\":{\"leave\":\"$digest\"}}'"
}
