#!/usr/bin/env bash
# Runs on a server that stays, before LEAVER comes (back) with a new disk: removes its stale node object; k3s then
# removes the etcd member, and the node password goes too. Does nothing where there is no cluster or no such node.
# Parameters: LEAVER (node name), LEAVER_IP (its private address).
: "${LEAVER:?}" "${LEAVER_IP:?}"
BINARY=/usr/local/bin/k3s

kube() { timeout 30 "$BINARY" kubectl "$@"; }
alive() { [ "$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 5 "https://$LEAVER_IP:6443/ping")" = pong ]; }
gone() { [ -z "$(kube get node "$LEAVER" --ignore-not-found -o name)" ]; }
member_gone() { ! kube get nodes -o 'jsonpath={.items[*].metadata.annotations.etcd\.k3s\.cattle\.io/node-name}' | grep -q "\\b$LEAVER-"; }

if [ ! -x "$BINARY" ] || ! systemctl is-active --quiet k3s; then
  say "no cluster here yet"
  exit 0
fi
if gone; then
  say "$LEAVER is not known"
  exit 0
fi
if alive; then
  say "$LEAVER answers: it stays"
  exit 0
fi
kube delete node "$LEAVER" --wait=false || fail "cannot delete node $LEAVER" "the cluster has no quorum: docs/runbooks/quorum-loss.md"
wait_for 120 "node object of $LEAVER gone" gone || fail "node $LEAVER is still there" "look at its finalizers: kubectl get node $LEAVER -o yaml"
wait_for 120 "etcd member of $LEAVER gone" member_gone || fail "etcd still has a member of $LEAVER" "docs/runbooks/replace-a-server.md"
kube -n kube-system delete secret "$LEAVER.node-password.k3s" --ignore-not-found
say "$LEAVER forgotten"
