#!/usr/bin/env bash
# Functions of the steps that query the cluster or restart k3s; composed between lib.sh and the step.
# Parameters: ROLE (server|agent), PRIVATE_IP, SERVER_ADDRESSES (private addresses of possible servers, including this node's own).
# shellcheck disable=SC2034  # read by the steps
: "${ROLE:?}" "${PRIVATE_IP:?}" "${SERVER_ADDRESSES:?}"
STAGE="$STATE_DIR/stage"
CONF=/etc/rancher/k3s
LOCAL="$CONF/config.yaml.d/90-local.yaml"
BINARY=/usr/local/bin/k3s
SERVICE=k3s
[ "$ROLE" = server ] || SERVICE=k3s-agent
READY_SECONDS="${READY_SECONDS:-300}"

# As k3s decides it: a server whose first start was cut off before etcd wrote its log joins again.
has_data() {
  if [ "$ROLE" = server ]; then
    [ -d "$K3S_DATA/server/db/etcd/member/wal" ]
  else
    [ -s "$K3S_DATA/agent/client-kubelet.crt" ]
  fi
}

# k3s without data founds a cluster if its configuration names no server to join, also when it starts by itself: it discards the data of a
# server that was removed from the cluster (k3s-io/k3s#13623). A server with data therefore names itself if it names no other: with data k3s
# tries that address once and goes on, without data it fails, until the step `start` finds a server to join. Needs no restart.
forbid_founding() {
  local rest
  if [ "$ROLE" != server ] || ! has_data || [ ! -f "$LOCAL" ]; then return 0; fi
  if grep '^server:' "$LOCAL" >/dev/null; then return 0; fi
  rest=$(grep -v '^cluster-init:' "$LOCAL") || rest=""
  put_file 0600 "$LOCAL" <<<"${rest:+$rest
}server: https://$PRIVATE_IP:6443"
}

answers() { [ "$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 5 "https://$1:6443/ping")" = pong ]; }

# Prints the first server of the cluster that answers. All addresses are asked at the same time, because most are unused.
find_peer() {
  local address peer=""
  read -r peer < <(
    for address in $SERVER_ADDRESSES; do
      if [ "$address" != "$PRIVATE_IP" ]; then { if answers "$address"; then echo "$address"; fi; } & fi
    done
    wait
  ) || return 1
  echo "$peer"
}

# The password in a token, with or without the CA's digest in front of it.
password_of() {
  local token=$1
  printf '%s' "${token##*:}"
}

running() { systemctl is-active --quiet "$SERVICE"; }

# An agent uses its kubelet's account, which has the rights of AgentRights and may write only its own node and pods.
kube() {
  if [ "$ROLE" = server ]; then
    timeout "${KUBE_SECONDS:-15}" "$BINARY" kubectl "$@"
  else
    timeout "${KUBE_SECONDS:-15}" "$BINARY" kubectl --kubeconfig "$K3S_DATA/agent/kubelet.kubeconfig" "$@"
  fi
}
api_ready() { [ "$(kube get --raw /readyz)" = ok ]; }
node_field() { kube get node "$NODE_NAME" -o "jsonpath=$1"; }
condition() { node_field "{.status.conditions[?(@.type==\"$1\")].status}"; }
node_ready() { [ "$(condition Ready)" = True ]; }
is_voter() { [ "$(condition EtcdIsVoter)" = True ]; }
# Name, Ready condition and EtcdIsVoter condition of each server.
servers() {
  kube get nodes -l node-role.kubernetes.io/etcd=true \
    -o 'jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="EtcdIsVoter")].status}{"\n"}{end}'
}

# Counts the voting servers and, of the others, the ready ones. With fewer than three, a restart always interrupts the quorum.
count_servers() {
  local name ready voter list
  list=$(servers) || return 1
  voters=0 others=0
  while read -r name ready voter; do
    if [ "$voter" = True ]; then
      voters=$((voters + 1))
      if [ "$name" != "$NODE_NAME" ] && [ "$ready" = True ]; then others=$((others + 1)); fi
    fi
  done <<<"$list"
}
others_keep_quorum() { count_servers && { [ "$voters" -lt 3 ] || [ "$others" -gt $((voters / 2)) ]; }; }

# Waits until k3s runs and this server is Ready and a voting member of etcd; reports each wait.
wait_until_up() {
  wait_for "$READY_SECONDS" "$SERVICE running" running && wait_for "$READY_SECONDS" "API ready" api_ready &&
    wait_for "$READY_SECONDS" "node Ready" node_ready && wait_for "$READY_SECONDS" "voting etcd member" is_voter
}
