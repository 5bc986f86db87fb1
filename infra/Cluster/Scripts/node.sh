#!/usr/bin/env bash
# Composed between lib.sh and the steps that ask the cluster or restart k3s: what they know and do alike.
# Parameters: ROLE (server|agent), PRIVATE_IP, SERVER_ADDRESSES (private addresses where servers may be, the node's own among them).
# shellcheck disable=SC2034  # read by the steps
: "${ROLE:?}" "${PRIVATE_IP:?}" "${SERVER_ADDRESSES:?}"
STAGE="$STATE_DIR/stage"
CONF=/etc/rancher/k3s
BINARY=/usr/local/bin/k3s
SERVICE=k3s
[ "$ROLE" = server ] || SERVICE=k3s-agent
READY_SECONDS="${READY_SECONDS:-300}"

has_data() {
  if [ "$ROLE" = server ]; then
    [ -d "$K3S_DATA/server/db/etcd/member" ]
  else
    [ -s "$K3S_DATA/agent/client-kubelet.crt" ]
  fi
}

answers() { [ "$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 5 "https://$1:6443/ping")" = pong ]; }

# The server of the cluster that answers first. All are asked at once: most addresses of the block are nobody's.
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

# The password in a token of either form.
password_of() {
  local token=$1
  printf '%s' "${token##*:}"
}

running() { systemctl is-active --quiet "$SERVICE"; }

# An agent asks as its kubelet, which may read what AgentRights adds and write to its own node and pods alone.
kube() {
  if [ "$ROLE" = server ]; then
    timeout "${KUBE_SECONDS:-15}" "$BINARY" kubectl "$@"
  else
    timeout "${KUBE_SECONDS:-15}" "$BINARY" kubectl --kubeconfig "$K3S_DATA/agent/kubelet.kubeconfig" "$@"
  fi
}
api_ready() { [ "$(kube get --raw /readyz)" = ok ]; }
of_node() { kube get node "$NODE_NAME" -o "jsonpath=$1"; }
condition() { of_node "{.status.conditions[?(@.type==\"$1\")].status}"; }
node_ready() { [ "$(condition Ready)" = True ]; }
is_voter() { [ "$(condition EtcdIsVoter)" = True ]; }
# Name, Ready and voter of each server.
servers() {
  kube get nodes -l node-role.kubernetes.io/etcd=true \
    -o 'jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="EtcdIsVoter")].status}{"\n"}{end}'
}

# Up, and a voting member of etcd; says what it waited for and gave up on.
comes_up() {
  wait_for "$READY_SECONDS" "$SERVICE running" running && wait_for "$READY_SECONDS" "API ready" api_ready &&
    wait_for "$READY_SECONDS" "node Ready" node_ready && wait_for "$READY_SECONDS" "voting etcd member" is_voter
}
