#!/usr/bin/env bash
# Runs on another server before LEAVER joins (again) as a new machine: deletes its stale node object, whereupon k3s removes the etcd
# member, and its node password. Does nothing without a cluster or without such a node.
# The last line of the output is the digest of the cluster's CA: the new machine joins no other cluster.
# Parameters: LEAVER (node name), LEAVER_IP (its private address), LEAVER_HOST (id of the new machine).
: "${LEAVER:?}" "${LEAVER_IP:?}" "${LEAVER_HOST:?}"
BINARY=/usr/local/bin/k3s
READY_SECONDS="${READY_SECONDS:-120}"

kube() { timeout 30 "$BINARY" kubectl "$@"; }
api_ready() { systemctl is-active --quiet k3s && [ "$(kube get --raw /readyz)" = ok ]; }
# Whether the API of a server, or the kubelet of an agent, answers.
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
  say "this server has no cluster yet"
  exit 0
fi
wait_for "$READY_SECONDS" "API ready" api_ready ||
  fail "this server's API is not ready, so the node $LEAVER cannot be removed" "check the cluster's quorum: docs/runbooks/quorum-loss.md"
if gone; then
  say "there is no node $LEAVER"
elif [ "$(host_of_node)" = "$LEAVER_HOST" ]; then
  say "$LEAVER is the same machine as before and is kept"
elif alive; then
  say "$LEAVER answers and is kept"
else
  kube delete node "$LEAVER" --ignore-not-found --wait=false ||
    fail "cannot delete node $LEAVER" "restore the cluster's quorum: docs/runbooks/quorum-loss.md"
  wait_for 120 "deletion of node $LEAVER" gone ||
    fail "node $LEAVER was not deleted within 120s" "check its finalizers: kubectl get node $LEAVER -o yaml"
  kube -n kube-system delete secret "$LEAVER.node-password.k3s" --ignore-not-found
  say "node $LEAVER removed"
fi
authority
