#!/usr/bin/env bash
# Runs on a server that stays, before LEAVER comes (back) as another machine: removes its stale node object; k3s then
# removes the etcd member, and the node password goes too. Does nothing where there is no cluster or no such node.
# Its last line names the cluster's authority, so that the newcomer can tell this cluster from any other.
# Parameters: LEAVER (node name), LEAVER_IP (its private address), LEAVER_HOST (the id of the machine that comes).
: "${LEAVER:?}" "${LEAVER_IP:?}" "${LEAVER_HOST:?}"
BINARY=/usr/local/bin/k3s
READY_SECONDS="${READY_SECONDS:-120}"

kube() { timeout 30 "$BINARY" kubectl "$@"; }
api_ready() { systemctl is-active --quiet k3s && [ "$(kube get --raw /readyz)" = ok ]; }
# The API of a server, the kubelet of an agent.
alive() {
  [ "$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 5 "https://$LEAVER_IP:6443/ping")" = pong ] ||
    curl -kso /dev/null --noproxy '*' --connect-timeout 3 --max-time 5 "https://$LEAVER_IP:10250/healthz"
}
gone() {
  local found
  found=$(kube get node "$LEAVER" --ignore-not-found -o name) && [ -z "$found" ]
}
host_of_node() { kube get node "$LEAVER" --ignore-not-found -o 'jsonpath={.metadata.annotations.infra/host}'; }
authority() { sed -n 's/^K10\([0-9a-f]\{64\}\)::.*/authority \1/p' "$K3S_DATA/server/token"; }

if [ ! -d "$K3S_DATA/server/db/etcd" ]; then
  say "no cluster here yet"
  exit 0
fi
wait_for "$READY_SECONDS" "API ready" api_ready ||
  fail "this server's API is not ready, so $LEAVER cannot be forgotten" "the cluster may have lost its quorum: docs/runbooks/quorum-loss.md"
if gone; then
  say "$LEAVER is not known"
elif [ "$(host_of_node)" = "$LEAVER_HOST" ]; then
  say "$LEAVER is this very machine: it stays"
elif alive; then
  say "$LEAVER answers: it stays"
else
  kube delete node "$LEAVER" --ignore-not-found --wait=false || fail "cannot delete node $LEAVER" "the cluster has no quorum: docs/runbooks/quorum-loss.md"
  wait_for 120 "node object of $LEAVER gone" gone || fail "node $LEAVER is still there" "look at its finalizers: kubectl get node $LEAVER -o yaml"
  kube -n kube-system delete secret "$LEAVER.node-password.k3s" --ignore-not-found
  say "$LEAVER forgotten"
fi
authority
