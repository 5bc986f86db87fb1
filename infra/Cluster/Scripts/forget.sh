#!/usr/bin/env bash
# Runs on another server before LEAVER joins (again) as a new machine: deletes its stale node object, whereupon k3s removes the etcd
# member, and its node password. Does nothing without a cluster or without such a node.
# The output ends with the digests of the CAs of all clusters that the servers are in: the new machine joins no other cluster, and none if
# there are several.
# Parameters: LEAVER (node name), LEAVER_IP (its private address), LEAVER_HOST (id of the new machine), SERVER_ADDRESSES (private addresses
# at which servers may be).
: "${LEAVER:?}" "${LEAVER_IP:?}" "${LEAVER_HOST:?}" "${SERVER_ADDRESSES:?}"
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
answers() { [ "$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 5 "https://$1:6443/ping")" = pong ]; }
ca_digest() { curl -ks --noproxy '*' --connect-timeout 3 --max-time 10 "https://$1:6443/cacerts" | sha256sum | cut -d ' ' -f 1; }
# The digest of each server that answers, all asked at once; an address may be nobody's.
digests() {
  local address
  for address in $SERVER_ADDRESSES; do
    if [ "$address" != "$LEAVER_IP" ]; then { if answers "$address"; then ca_digest "$address"; fi; } & fi
  done
  wait
}
authorities() {
  local others
  others=$(digests)
  { sed -n 's/^K10\([0-9a-f]\{64\}\)::.*/\1/p' "$K3S_DATA/server/token" && printf '%s\n' "$others"; } |
    grep . | sort -u | sed 's/^/authority /'
}

if [ ! -d "$K3S_DATA/server/db/etcd" ]; then
  others=$(digests)
  if [ -n "$others" ] && alive; then
    say "$LEAVER answers and is kept"
    sort -u <<<"$others" | sed 's/^/authority /'
    exit 0
  fi
  [ -z "$others" ] ||
    fail "this server has no data yet, and another one of the cluster answers on the private network" \
      "make port 6443 of the servers reachable from where Pulumi runs: the first server that answers there removes the node $LEAVER"
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
authorities
