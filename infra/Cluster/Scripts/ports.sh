#!/usr/bin/env bash
# Finds out who holds the ports that are wanted on this host, before anything is created that needs them; it changes nothing. No list
# shows all, so three are read: the listening sockets; Docker's published ports, of which a socket shows the daemon at most; and the rules
# of kube-proxy and of the pods' host ports, neither of which opens a socket. A port that its own owner holds is free for it.
# Parameters: WANTED (lines "PORT tcp|udp ADDRESS OWNER SETTING": ADDRESS of this host, or * for all; OWNER compose:PROJECT or
# service:NAMESPACE/NAME; SETTING, its place in the description), PROJECTS (the described Compose projects of this host: each may hold any
# of the ports now, because the description gives a port to one of them), DOCKER (required: Docker must answer; else it is asked where it
# runs).
: "${WANTED:?}" "${PROJECTS?}" "${DOCKER?}"
DOCKER_SOCKET="${DOCKER_SOCKET:-/var/run/docker.sock}"

# One line a container that runs: its id, name, project, service, and its ports as 80/tcp|ADDRESS|HOST PORT. The described bindings are
# listed too: a container between two restarts has no others.
# shellcheck disable=SC2016  # the variables are of the template
CONTAINER='{{.Id}} {{.Name}}
 {{- with index .Config.Labels "com.docker.compose.project"}} {{.}}{{else}} -{{end}}
 {{- with index .Config.Labels "com.docker.compose.service"}} {{.}}{{else}} -{{end}}
 {{- range $port, $all := .NetworkSettings.Ports}}{{range $all}} {{$port}}|{{.HostIp}}|{{.HostPort}}{{end}}{{end}}
 {{- range $port, $all := .HostConfig.PortBindings}}{{range $all}} {{$port}}|{{.HostIp}}|{{.HostPort}}{{end}}{{end}}'

# The client of this host's own daemon, without variables of the session that would lead it to another one.
docker() { timeout 30 env -i HOME=/root PATH="$PATH" DOCKER_HOST="unix://$DOCKER_SOCKET" docker "$@"; }

containers() {
  local ids
  ids=$(docker ps --quiet --no-trunc) || return 1
  [ -n "$ids" ] || return 0
  # shellcheck disable=SC2086  # one word an id
  docker inspect --format "$CONTAINER" $ids
}

# A container that ends between the two questions makes the second one fail.
read_containers() {
  if ! type -P docker >/dev/null; then
    [ "$DOCKER" != required ] || fail "there is no docker on this host" "install Docker Engine, or set engine.install of the host to true"
    return 0
  fi
  [ "$DOCKER" = required ] || [ -S "$DOCKER_SOCKET" ] || return 0
  local attempt
  for attempt in 1 2 3; do
    if CONTAINERS=$(containers); then return 0; fi
    say "Docker was asked $attempt times for its containers without an answer"
  done
  fail "Docker does not answer, so the ports that it publishes are not known" "read its log: journalctl -u docker"
}

# The chains of kube-proxy and of CNI's portmap, as the iptables that k3s uses prints them: the host's, else the one in k3s.
read_rules() {
  local save
  save=$(command -v iptables-save || true)
  [ -n "$save" ] || save="$K3S_DATA/data/current/bin/aux/iptables-save"
  [ -x "$save" ] || return 0
  RULES=$(timeout 30 "$save" -t nat 2>/dev/null | grep -E '^-A (KUBE-NODEPORTS|CNI-HOSTPORT-DNAT) ' || true)
}

# The holders of a port, a line each: its owner, address and name, separated by tabs.
holders() {
  docker_holders "$1" "$2"
  rule_holders "$1" "$2"
  socket_holders "$1" "$2"
}

docker_holders() {
  local id name project service ports port address number
  while read -r id name project service ports; do
    for port in $ports; do
      IFS='|' read -r port address number <<<"$port"
      [ "$number/${port#*/}" = "$1/$2" ] || continue
      printf 'compose:%s\t%s\t%s\n' "$project" "${address:-*}" "$(container_name "$name" "$project" "$service")"
    done
  done <<<"$CONTAINERS"
}

container_name() {
  if [ "$2" = - ]; then
    printf 'the container %s' "${1#/}"
  else
    printf 'the container %s (service %s of the Compose project %s)' "${1#/}" "$3" "$2"
  fi
}

rule_holders() {
  awk -v port="$1" -v protocol="$2" '
    function after(word, i) { for (i = 1; i < NF; i++) if ($i == word) return $(i + 1); return "" }
    after("-p") != protocol { next }
    $2 == "KUBE-NODEPORTS" && after("--dport") == port {
      service = after("--comment"); gsub(/"/, "", service); sub(/:.*/, "", service)
      print "service:" service "\t*\tthe Service " service " of the cluster"
    }
    $2 == "CNI-HOSTPORT-DNAT" && index("," after("--dports") ",", "," port ",") {
      id = $0; sub(/.*id: \\"/, "", id); sub(/\\".*/, "", id)
      print "pod\t*\ta pod with this host port (k3s crictl pods --id " substr(id, 1, 13) ")"
    }' <<<"$RULES"
}

# Columns of ss: Netid State Recv-Q Send-Q Local Peer Process.
socket_holders() {
  local address process
  awk -v port="$1" -v protocol="$2" '$1 == protocol {
    number = $5; sub(/.*:/, "", number)
    if (number != port) next
    address = $5; sub(/:[^:]*$/, "", address); sub(/%.*/, "", address); gsub(/[][]/, "", address)
    print address, $7
  }' <<<"$SOCKETS" | sort -u | while read -r address process; do socket_holder "$address" "$process" "$1" "$2"; done
}

# socket_holder ADDRESS users:(("NAME",pid=ID,fd=N),...) PORT PROTOCOL: a process in a container of the host's network belongs to the
# container. Docker's own processes, which hold a published port, are left out: the container that they serve is listed.
socket_holder() {
  local name pid groups id cname project service ports
  name=$(cut -d '"' -f 2 <<<"$2")
  pid=$(sed -n 's/^[^=]*pid=\([0-9]*\).*/\1/p' <<<"$2")
  if [ -z "$pid" ]; then
    printf 'process\t%s\ta process outside the reach of ss\n' "$1"
    return 0
  fi
  case "$name" in docker-proxy | dockerd) if [ -n "$(docker_holders "$3" "$4")" ]; then return 0; fi ;; esac
  groups=$(cat "/proc/$pid/cgroup" 2>/dev/null || true)
  while read -r id cname project service ports; do
    if [ -n "$id" ] && [[ "$groups" == *"$id"* ]]; then
      printf 'compose:%s\t%s\t%s\n' "$project" "$1" "$(container_name "$cname" "$project" "$service")"
      return 0
    fi
  done <<<"$CONTAINERS"
  case "$groups" in
    *kubepods*) printf 'pod\t%s\tthe process %s (%s) of a pod in the network of the host\n' "$1" "$name" "$pid" ;;
    *) printf 'process\t%s\tthe process %s (%s)\n' "$1" "$name" "$pid" ;;
  esac
}

# meets WANTED HELD: whether two addresses share one. A socket of [::] that takes IPv4 too is listed as *.
meets() {
  [ "$1" = "$2" ] && return 0
  case "$2" in '*' | 0.0.0.0) return 0 ;; esac
  case "$1" in '*' | 0.0.0.0) return 0 ;; esac
  return 1
}

may_hold() {
  local project
  [ "$1" != "$2" ] || return 0
  for project in $PROJECTS; do
    [ "$1" != "compose:$project" ] || return 0
  done
  return 1
}

CONTAINERS="" RULES=""
read_containers
read_rules
SOCKETS=$(timeout 30 ss --no-header --listening --numeric --tcp --udp --processes) ||
  fail "ss cannot list the listening sockets" "install iproute2: apt-get install iproute2"

taken="" count=0 wanted=0
while read -r port protocol address owner setting; do
  [ -n "$port" ] || continue
  wanted=$((wanted + 1)) found=""
  while IFS=$'\t' read -r holder at name; do
    if [ -z "$holder" ] || ! meets "$address" "$at" || may_hold "$holder" "$owner" || [[ "$found" == *"|$name|"* ]]; then continue; fi
    found+="|$name|"
    taken+="
  $setting: port $port/$protocol is taken by $name"
    count=$((count + 1))
  done < <(holders "$port" "$protocol")
done <<<"$WANTED"

[ "$count" -eq 0 ] ||
  fail "ports of this host are taken, so nothing was created that needs them:$taken" \
    "write other ports in the description, or stop what holds them; then run pulumi up again"
say "$wanted wanted ports are free or held by their owners"
