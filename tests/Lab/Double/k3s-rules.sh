#!/usr/bin/env bash
# Writes what k3s 1.34 writes into the packet filter of a node, at the places that its sources name:
#   flannel      pkg/trafficmngr/iptables/iptables.go: behind the rules that are there
#   kube-proxy   pkg/proxy/iptables/proxier.go, iptablesJumpChains: each rule in front of those that are there
#   kube-router  pkg/controllers/netpol, ensureTopLevelChains, syncPodFirewallChains, ensureExplicitAccept: its jump moves to the front
# `start` does all of it, as every start of k3s does; `sync` does kube-router's part, as it does every five minutes and for each change of
# a pod. Sets of addresses are single rules here.
# Variables: PODS (range of all pods), WEB, CLOSED, LIMITED (addresses of pods), NODE_PORT (of WEB's port 80), REACHABLE (range).
# Policies: CLOSED takes connections from WEB alone; LIMITED opens connections to port 80 of REACHABLE alone; WEB has none.
set -eu
: "${PODS:?}" "${WEB:?}" "${CLOSED:?}" "${LIMITED:?}" "${NODE_PORT:?}" "${REACHABLE:?}"
ipt() { iptables -w 10 "$@"; }
# chain TABLE NAME: an empty chain.
chain() { ipt -t "$1" -N "$2" 2>/dev/null || ipt -t "$1" -F "$2"; }
first() { local table=$1; shift && { ipt -t "$table" -C "$@" 2>/dev/null || ipt -t "$table" -I "$@"; }; }
last() { local table=$1; shift && { ipt -t "$table" -C "$@" 2>/dev/null || ipt -t "$table" -A "$@"; }; }

flannel() {
  chain nat FLANNEL-POSTRTG
  last nat POSTROUTING -m comment --comment "flanneld masq" -j FLANNEL-POSTRTG
  ipt -t nat -A FLANNEL-POSTRTG -m mark --mark 0x4000/0x4000 -j RETURN
  ipt -t nat -A FLANNEL-POSTRTG -s "$PODS" -d "$PODS" -j RETURN
  ipt -t nat -A FLANNEL-POSTRTG ! -s "$PODS" -d "$PODS" -j RETURN
  ipt -t nat -A FLANNEL-POSTRTG -s "$PODS" ! -d 224.0.0.0/4 -j MASQUERADE --random-fully
  chain filter FLANNEL-FWD
  last filter FORWARD -m comment --comment "flanneld forward" -j FLANNEL-FWD
  ipt -A FLANNEL-FWD -s "$PODS" -j ACCEPT
  ipt -A FLANNEL-FWD -d "$PODS" -j ACCEPT
}

kube_proxy() {
  local name
  for name in KUBE-EXTERNAL-SERVICES KUBE-SERVICES KUBE-FORWARD KUBE-PROXY-FIREWALL; do chain filter "$name"; done
  for name in SERVICES NODEPORTS POSTROUTING MARK-MASQ EXT-WEB SVC-WEB SEP-WEB; do chain nat "KUBE-$name"; done
  first filter FORWARD -m conntrack --ctstate NEW -j KUBE-EXTERNAL-SERVICES
  first filter FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES
  first filter FORWARD -j KUBE-FORWARD
  first filter FORWARD -m conntrack --ctstate NEW -j KUBE-PROXY-FIREWALL
  first nat OUTPUT -j KUBE-SERVICES
  first nat PREROUTING -j KUBE-SERVICES
  first nat POSTROUTING -j KUBE-POSTROUTING
  ipt -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
  ipt -A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
  ipt -A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
  ipt -t nat -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
  ipt -t nat -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
  ipt -t nat -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
  ipt -t nat -A KUBE-POSTROUTING -j MASQUERADE --random-fully
  ipt -t nat -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
  ipt -t nat -A KUBE-NODEPORTS -p tcp --dport "$NODE_PORT" -j KUBE-EXT-WEB
  ipt -t nat -A KUBE-EXT-WEB -j KUBE-MARK-MASQ
  ipt -t nat -A KUBE-EXT-WEB -j KUBE-SVC-WEB
  ipt -t nat -A KUBE-SVC-WEB -j KUBE-SEP-WEB
  ipt -t nat -A KUBE-SEP-WEB -s "$WEB" -j KUBE-MARK-MASQ
  ipt -t nat -A KUBE-SEP-WEB -p tcp -j DNAT --to-destination "$WEB:80"
}

# move_to_front BUILTIN CHAIN
move_to_front() {
  local place
  ipt -N "$2" 2>/dev/null || true
  place=$(ipt -S "$1" | sed 1d | grep -n -- "-j $2\$" | cut -d: -f1 | sed -n 1p)
  if [ "$place" = 1 ]; then return 0; fi
  ipt -I "$1" 1 -m comment --comment "kube-router netpol" -j "$2"
  if [ -n "$place" ]; then ipt -D "$1" "$((place + 1))"; fi
}

# pod ADDRESS RULE...: the chain of a pod; each RULE is one that its policies accept.
pod() {
  local address=$1 name rule
  shift
  name="KUBE-POD-FW-${address//./-}"
  chain filter "$name"
  ipt -A "$name" -m conntrack --ctstate INVALID -j DROP
  ipt -A "$name" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
  ipt -A "$name" -m addrtype --src-type LOCAL -d "$address" -j ACCEPT
  for rule in "$@"; do
    # shellcheck disable=SC2086  # the words of a rule
    ipt -A "$name" $rule -j MARK --set-xmark 0x10000/0x10000
  done
  ipt -A "$name" -m mark ! --mark 0x10000/0x10000 -j REJECT
  ipt -A "$name" -j MARK --set-xmark 0x0/0x10000
  ipt -A "$name" -j MARK --set-xmark 0x20000/0x20000
  ipt -I KUBE-ROUTER-FORWARD 1 -d "$address" -j "$name"
  ipt -I KUBE-ROUTER-OUTPUT 1 -d "$address" -j "$name"
  ipt -I KUBE-ROUTER-FORWARD 1 -m physdev --physdev-is-bridged -d "$address" -j "$name"
  for rule in INPUT FORWARD OUTPUT; do ipt -A "KUBE-ROUTER-$rule" -s "$address" -j "$name"; done
  ipt -I KUBE-ROUTER-FORWARD 1 -m physdev --physdev-is-bridged -s "$address" -j "$name"
}

kube_router() {
  local builtin
  for builtin in INPUT FORWARD OUTPUT; do
    move_to_front "$builtin" "KUBE-ROUTER-$builtin"
    ipt -F "KUBE-ROUTER-$builtin"
  done
  ipt -A KUBE-ROUTER-INPUT -p tcp -m addrtype --dst-type LOCAL -m multiport --dports 30000:32767 -j RETURN
  pod "$WEB" "-d $WEB" "-s $WEB"
  pod "$CLOSED" "-s $WEB -d $CLOSED" "-s $CLOSED"
  pod "$LIMITED" "-d $LIMITED" "-s $LIMITED -d $REACHABLE -p tcp --dport 80"
  for builtin in INPUT FORWARD OUTPUT; do last filter "$builtin" -m mark --mark 0x20000/0x20000 -j ACCEPT; done
}

case "$1" in
  start) flannel && kube_proxy && kube_router ;;
  sync) kube_router ;;
  *) echo "usage: k3s-rules.sh start|sync" >&2 && exit 1 ;;
esac
