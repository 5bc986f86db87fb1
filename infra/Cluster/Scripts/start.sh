#!/usr/bin/env bash
# Puts the staged configuration and binary in force and brings k3s up: starts what was here before, joins the
# cluster that answers, or founds it. On failure the former state is put back.
# Parameters: ROLE (server|agent), K3S_VERSION, PRIVATE_IP, SERVER_ADDRESSES (private addresses where servers may be,
# the node's own may be among them), HOST_ID (this host), FOUNDER_ID (the host that founded, or founds, the cluster).
: "${ROLE:?}" "${K3S_VERSION:?}" "${PRIVATE_IP:?}" "${SERVER_ADDRESSES:?}" "${HOST_ID:?}" "${FOUNDER_ID:?}"
STAGE="$STATE_DIR/stage"
BACKUP="$STATE_DIR/before"
CONF=/etc/rancher/k3s
BINARY=/usr/local/bin/k3s
SERVICE=k3s
[ "$ROLE" = server ] || SERVICE=k3s-agent
READY_SECONDS="${READY_SECONDS:-300}"
CHANGED=0

has_data() {
  if [ "$ROLE" = server ]; then
    [ -d "$K3S_DATA/server/db/etcd/member" ]
  else
    [ -s "$K3S_DATA/agent/client-kubelet.crt" ]
  fi
}

answers() { [ "$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 5 "https://$1:6443/ping")" = pong ]; }

# The first address, other than this node's, where a server of the cluster answers.
find_peer() {
  local address
  for address in $SERVER_ADDRESSES; do
    [ "$address" != "$PRIVATE_IP" ] || continue
    if answers "$address"; then
      echo "$address"
      return 0
    fi
  done
  return 1
}

# What is known only here and now: which interface has the private address, and how this node enters the cluster.
local_config() {
  local interface peer
  interface=$(ip -o -4 address show | awk -v a="$PRIVATE_IP/" 'index($4, a) == 1 { print $2; exit }')
  [ -n "$interface" ] || fail "no interface has the private address $PRIVATE_IP" "check that the server is attached to the network"
  printf 'flannel-iface: %s\n' "$interface"
  # k3s ignores how a node entered once it has data; the line stays as it was, so that a second run changes nothing.
  if has_data; then
    grep -sE '^(server|cluster-init):' "$CONF/config.yaml.d/90-local.yaml" || true
    return 0
  fi
  if peer=$(find_peer); then
    printf 'server: https://%s:6443\n' "$peer"
  elif [ "$ROLE" = server ] && [ "$HOST_ID" = "$FOUNDER_ID" ]; then
    printf 'cluster-init: true\n'
  else
    fail "no server answers on port 6443 at any of: $SERVER_ADDRESSES" "bring a server of the cluster back first (docs/runbooks/quorum-loss.md); this node never founds a second cluster"
  fi
}

remember() {
  rm -rf "$BACKUP"
  mkdir -p "$BACKUP"
  chmod 0700 "$BACKUP"
  [ ! -d "$CONF" ] || cp -a "$CONF" "$BACKUP/conf"
  [ ! -f "$BINARY" ] || cp -a "$BINARY" "$BACKUP/k3s"
}

put_back() {
  [ -d "$BACKUP/conf" ] && [ -f "$BACKUP/k3s" ] || return 0
  say "putting the former configuration back" >&2
  rm -rf "$CONF"
  cp -a "$BACKUP/conf" "$CONF"
  cp -a "$BACKUP/k3s" "$BINARY.old" && mv -f "$BINARY.old" "$BINARY"
  systemctl restart --no-block "$SERVICE"
}

give_up() {
  journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
  put_back
  fail "$1" "the lines above are the last of $SERVICE's log; correct the cause and run pulumi up again"
}

install_binary() {
  local artifact="$STATE_DIR/artifacts/$K3S_VERSION/k3s"
  cmp -s "$artifact" "$BINARY" && return 0
  install -m 0755 "$artifact" "$BINARY.new" || fail "cannot write $BINARY" "make room on the disk"
  mv -f "$BINARY.new" "$BINARY"
  CHANGED=1
}

install_unit() {
  [ -f "/etc/systemd/system/$SERVICE.service" ] && [ "$CHANGED" -eq 0 ] && return 0
  # k3s's own installer writes the unit, the uninstaller and kubectl's links; everything else it could do is switched off.
  env -i PATH="$PATH" HOME=/root INSTALL_K3S_SKIP_DOWNLOAD=true INSTALL_K3S_SKIP_START=true INSTALL_K3S_SKIP_SELINUX_RPM=true \
    INSTALL_K3S_EXEC="$ROLE" sh "$STATE_DIR/artifacts/$K3S_VERSION/install.sh" >/dev/null || fail "k3s's install script failed" "run it on the host by hand to see why"
}

install_config() {
  local name
  mkdir -p "$CONF/config.yaml.d"
  for name in config.yaml token agent-token registries.yaml audit.yaml; do
    if [ -f "$STAGE/$name" ]; then
      put_file 0600 "$CONF/$name" <"$STAGE/$name"
    elif [ -f "$CONF/$name" ]; then
      rm -f "$CONF/$name"
      CHANGED=1
    fi
  done
  local_config >"$STAGE/local.yaml"
  put_file 0600 "$CONF/config.yaml.d/90-local.yaml" <"$STAGE/local.yaml"
  if [ "$ROLE" = server ]; then
    mkdir -p "$K3S_DATA/server/logs"
    chmod 0700 "$K3S_DATA/server/logs"
  fi
}

running() { systemctl is-active --quiet "$SERVICE"; }
kube() { timeout 15 "$BINARY" kubectl "$@"; }
api_ready() { [ "$(kube get --raw /readyz)" = ok ]; }
condition() { kube get node "$NODE_NAME" -o "jsonpath={.status.conditions[?(@.type==\"$1\")].status}"; }
node_ready() { [ "$(condition Ready)" = True ]; }
is_voter() { [ "$(condition EtcdIsVoter)" = True ]; }
runs_version() { [ "$(kube get node "$NODE_NAME" -o 'jsonpath={.status.nodeInfo.kubeletVersion}')" = "$K3S_VERSION" ]; }

if [ ! -s "$STAGE/config.yaml" ] || [ ! -x "$STATE_DIR/artifacts/$K3S_VERSION/k3s" ]; then
  fail "nothing is staged" "the steps configure and artifacts must run on this host first"
fi
remember
install_binary
install_config
install_unit

if [ "$CHANGED" -eq 1 ] || ! running; then
  systemctl daemon-reload
  systemctl enable --quiet "$SERVICE"
  # The unit is of type notify without a start limit: a blocking restart could wait for ever.
  systemctl restart --no-block "$SERVICE"
  say "restarted $SERVICE"
fi

wait_for "$READY_SECONDS" "$SERVICE running" running || give_up "$SERVICE is $(systemctl is-active "$SERVICE")"
if [ "$ROLE" = server ]; then
  wait_for "$READY_SECONDS" "API ready" api_ready || give_up "the API server of this node is not ready after ${READY_SECONDS}s"
  wait_for "$READY_SECONDS" "node Ready" node_ready || give_up "node $NODE_NAME is not Ready after ${READY_SECONDS}s"
  wait_for "$READY_SECONDS" "voting etcd member" is_voter || give_up "this node's etcd member is not a voter after ${READY_SECONDS}s"
  wait_for 60 "kubelet at $K3S_VERSION" runs_version || give_up "the kubelet does not report $K3S_VERSION"
fi
rm -rf "$BACKUP"
say "up"
