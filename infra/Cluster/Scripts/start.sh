#!/usr/bin/env bash
# Puts the staged configuration and binary in force and brings k3s up: starts what was here before, joins the cluster that
# answers, or founds it. A server is taken down only while the others hold the cluster; on failure the former state is put
# back. Does nothing on a node that already runs what is staged.
# Parameters: those of node.sh, K3S_VERSION, HOST_ID (this host), FOUNDER_ID (the host that founded, or founds, the cluster),
# AUTHORITY (digest of the cluster's authority as the other servers gave it; empty where there is no cluster yet),
# AIRGAP (true: k3s imports its images from the release's archive), TOKEN_GENERATION, CERTIFICATE_GENERATION (how many
# tokens and sets of certificates the cluster has had).
: "${K3S_VERSION:?}" "${HOST_ID:?}" "${FOUNDER_ID:?}" "${TOKEN_GENERATION:?}" "${CERTIFICATE_GENERATION:?}"
BACKUP="$STATE_DIR/before"
CORDONED="$STATE_DIR/cordoned"
CERTIFICATES="$STATE_DIR/certificates"
ARTIFACTS="$STATE_DIR/artifacts/$K3S_VERSION"
DRAIN_SECONDS="${DRAIN_SECONDS:-300}"
# Longer than any one agent may take: it drains, restarts, and waits to be ready; or puts the former state back.
TURN_SECONDS="${TURN_SECONDS:-1800}"
IMAGES="$K3S_DATA/agent/images"
FILES="config.yaml kubelet.yaml token agent-token registries.yaml audit.yaml psa.yaml config.yaml.d/90-local.yaml"

# In memory and for root alone: the configuration as it should be, tokens included.
NEXT=$(mktemp -d /run/infra-start.XXXXXX)
trap 'rm -rf "$NEXT"' EXIT

# What is known only here and now: which interface has the private address, and how this node enters the cluster.
local_config() {
  local interface peer
  interface=$(private_interface)
  [ -n "$interface" ] || fail "no interface has the private address $PRIVATE_IP" "check that the server is attached to the network"
  printf 'flannel-iface: %s\n' "$interface"
  # k3s ignores how a node entered once it has data; the line stays as it was, so that a second run changes nothing.
  if has_data; then
    grep -sE '^(server|cluster-init):' "$CONF/config.yaml.d/90-local.yaml" || true
    return 0
  fi
  if peer=$(find_peer); then
    printf 'server: https://%s:6443\n' "$peer"
  elif [ "$ROLE" = server ] && [ "$HOST_ID" = "$FOUNDER_ID" ] && [ -z "${AUTHORITY:-}" ]; then
    printf 'cluster-init: true\n'
  else
    fail "no server answers on port 6443 at any of: $SERVER_ADDRESSES" "bring a server of the cluster back first (docs/runbooks/quorum-loss.md); this node never founds a second cluster"
  fi
}

# full_token USER: with the authority's digest a joining node refuses a foreign cluster; the founder has none to name.
# A node with data keeps the form it entered with, whatever the password: k3s takes either, and a restart for it would be for nothing.
full_token() {
  local token former
  token=$(cat "$STAGE/token")
  former=$(cat "$CONF/token" 2>/dev/null) || former=""
  if has_data && [ -n "$former" ]; then
    printf '%s%s\n' "${former%"$(password_of "$former")"}" "$token"
  elif [ -n "${AUTHORITY:-}" ]; then
    printf 'K10%s::%s:%s\n' "$AUTHORITY" "$1" "$token"
  else
    printf '%s\n' "$token"
  fi
}

lay_out_next() {
  local name
  umask 077
  mkdir -p "$NEXT/config.yaml.d"
  for name in $FILES; do
    [ ! -f "$STAGE/$name" ] || cp "$STAGE/$name" "$NEXT/$name"
  done
  if [ "$ROLE" = server ]; then full_token server >"$NEXT/token"; else full_token node >"$NEXT/token"; fi
  local_config >"$NEXT/config.yaml.d/90-local.yaml"
  umask 022
}

new_binary() { ! cmp -s "$ARTIFACTS/k3s" "$BINARY"; }

new_configuration() {
  local name
  for name in $FILES; do
    if [ -f "$NEXT/$name" ]; then
      cmp -s "$NEXT/$name" "$CONF/$name" || return 0
    elif [ -f "$CONF/$name" ]; then
      return 0
    fi
  done
  return 1
}

# A node that never counted runs with the first generation of certificates.
new_certificates() {
  has_data && [ "$(cat "$CERTIFICATES" 2>/dev/null || echo 1)" != "$CERTIFICATE_GENERATION" ]
}

runs_version() { [ "$(of_node '{.status.nodeInfo.kubeletVersion}')" = "$K3S_VERSION" ]; }

# Counts the voting servers and, among the others, the ready ones. Fewer than three never survive a restart of one.
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
others_hold() { count_servers && { [ "$voters" -lt 3 ] || [ "$others" -gt $((voters / 2)) ]; }; }

# A node that others can take pods from: whoever is Ready, not cordoned and has no taint that keeps pods off.
others_take_pods() {
  local name ready cordoned effects list
  list=$(kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type=="Ready")].status}|{.spec.unschedulable}|{.spec.taints[*].effect}{"\n"}{end}') || return 1
  while IFS='|' read -r name ready cordoned effects; do
    if [ "$name" != "$NODE_NAME" ] && [ "$ready" = True ] && [ "$cordoned" != true ] && [[ "$effects" != *NoSchedule* && "$effects" != *NoExecute* ]]; then return 0; fi
  done <<<"$list"
  return 1
}

# Agents start without waiting for one another, and drain one after the other: drained all at once, their pods would have
# nowhere to go. Each says on its own node object, the only one it may write, that it waits for its turn or has taken it.
# Who takes it looks once more and steps back if another has done so too; the first by name tries first.
turn() { kube annotate node "$NODE_NAME" "infra/turn=$1" --overwrite >/dev/null || fail "cannot annotate $NODE_NAME" "look at the log of $SERVICE"; }
turns() { kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type=="Ready")].status}|{.metadata.annotations.infra/turn}{"\n"}{end}'; }
# first_in_line STATES...: nobody else is in one of these; `holder` is who is. One that lost power while it waited is passed by.
first_in_line() {
  local name ready state list
  list=$(turns) || return 1
  holder=""
  while IFS='|' read -r name ready state; do
    if [ "$name" = "$NODE_NAME" ]; then continue; fi
    if [ "$state" = taken ]; then holder=$name; fi
    if [ "$1" = waiting ] && [ -z "$holder" ] && [ "$state" = waiting ] && [ "$ready" = True ] && [[ "$name" < "$NODE_NAME" ]]; then holder=$name; fi
  done <<<"$list"
  [ -z "$holder" ]
}
take_turn() {
  local holder="" former="" since=$SECONDS
  turn waiting
  while true; do
    if first_in_line waiting; then
      turn taken
      if first_in_line taken; then return 0; fi
      turn waiting
    fi
    if [ "$holder" != "$former" ]; then former=$holder since=$SECONDS; fi
    if [ $((SECONDS - since)) -ge "$TURN_SECONDS" ]; then
      end_turn
      fail "the agent ${holder:-before this one} has been upgrading for ${TURN_SECONDS}s" "bring it up, or, if it is gone for good: kubectl annotate node ${holder:-NODE} infra/turn-; nothing was changed here"
    fi
    sleep "${POLL_SECONDS:-1}"
  done
}
end_turn() {
  if [ "$ROLE" = server ] || [ -z "$(of_node '{.metadata.annotations.infra/turn}')" ]; then return 0; fi
  kube annotate node "$NODE_NAME" infra/turn- >/dev/null || fail "cannot give the turn to the next agent" "kubectl annotate node $NODE_NAME infra/turn-"
}

# Before an upgrade: a snapshot to go back to, and the pods moved away as far as their disruption budgets let them.
make_way() {
  local blocked
  if [ "$ROLE" = server ]; then
    timeout 120 "$BINARY" etcd-snapshot save --name "before-$K3S_VERSION" >/dev/null ||
      fail "cannot save a snapshot of etcd before the upgrade" "run k3s etcd-snapshot save on this server to see why"
    count_servers && [ "$others" -gt 0 ] || return 0
  else
    take_turn
    others_take_pods || { say "no other node takes pods: they stay here during the restart" && return 0; }
  fi
  [ "$(of_node '{.spec.unschedulable}')" = true ] || touch "$CORDONED"
  KUBE_SECONDS=$((DRAIN_SECONDS + 30)) kube drain "$NODE_NAME" --ignore-daemonsets --delete-emptydir-data "--timeout=${DRAIN_SECONDS}s" >&2 && return 0
  blocked=$(kube get pdb -A -o 'jsonpath={range .items[?(@.status.disruptionsAllowed==0)]}{.metadata.namespace}/{.metadata.name} {end}') || blocked="unknown"
  uncordon
  end_turn
  fail "the pods of this node did not move away within ${DRAIN_SECONDS}s; disruption budgets that allow no eviction: ${blocked:-none}" \
    "make another replica ready or switch the database's primary over, then run pulumi up again; nothing was changed"
}

uncordon() {
  [ -f "$CORDONED" ] || return 0
  kube uncordon "$NODE_NAME" >/dev/null || fail "cannot uncordon $NODE_NAME" "kubectl uncordon $NODE_NAME"
  rm -f "$CORDONED"
}

link_or_copy() { cp -al "$1" "$2" 2>/dev/null || cp -a "$1" "$2"; }

# The former state, kept until the new one has proved itself; what an interrupted run kept is older and stays.
remember() {
  [ ! -d "$BACKUP" ] || return 0
  rm -rf "$BACKUP.new"
  mkdir -p "$BACKUP.new"
  chmod 0700 "$BACKUP.new"
  [ ! -d "$CONF" ] || cp -a "$CONF" "$BACKUP.new/conf"
  [ ! -f "$BINARY" ] || link_or_copy "$BINARY" "$BACKUP.new/k3s"
  [ ! -f "$IMAGES/$ARCHIVE" ] || link_or_copy "$IMAGES/$ARCHIVE" "$BACKUP.new/$ARCHIVE"
  mv -T "$BACKUP.new" "$BACKUP"
}

# A rotated token cannot be put back: the cluster knows the new one alone (rotate-token.sh came before this step).
keep_rotated_token() {
  [ "$TOKEN_GENERATION" -gt 1 ] && [ -f "$BACKUP/conf/token" ] || return 0
  put_file 0600 "$BACKUP/conf/token" <"$NEXT/token"
}

put_back() {
  # A node that never ran has nothing to go back to, and nobody who misses it.
  [ -d "$BACKUP/conf" ] && [ -f "$BACKUP/k3s" ] && [ -f "$BACKUP/conf/config.yaml" ] || return 1
  say "putting the former state back" >&2
  rm -rf "$CONF.former"
  cp -a "$BACKUP/conf" "$CONF.former"
  rm -rf "$CONF"
  mv -T "$CONF.former" "$CONF"
  cp -a "$BACKUP/k3s" "$BINARY.former" && mv -f "$BINARY.former" "$BINARY"
  lay_images "$BACKUP/$ARCHIVE"
  systemctl restart --no-block "$SERVICE"
  wait_for "$READY_SECONDS" "$SERVICE running as before" running >&2 || return 1
  if [ "$ROLE" = server ]; then
    wait_for "$READY_SECONDS" "API ready as before" api_ready >&2 || return 1
  else
    wait_for "$READY_SECONDS" "node Ready as before" node_ready >&2 || return 1
  fi
  uncordon
  end_turn
  rm -rf "$BACKUP"
}

give_up() {
  local now="the node stays down"
  journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
  if put_back; then now="the former state is in force again"; fi
  fail "$1; $now" "the lines above are the last of $SERVICE's log; correct the cause and run pulumi up again"
}

install_binary() {
  new_binary || return 0
  install -m 0755 "$ARTIFACTS/k3s" "$BINARY.new" || fail "cannot write $BINARY" "make room on the disk"
  mv -f "$BINARY.new" "$BINARY"
}

# lay_images FILE: k3s imports what lies in this folder at each start. One archive, of the version that runs: the name has no
# version. Linked, for it is big; in one rename, for k3s watches the folder. Removed where FILE is not there.
lay_images() {
  if [ ! -f "$1" ]; then
    rm -f "$IMAGES/$ARCHIVE"
  elif ! cmp -s "$1" "$IMAGES/$ARCHIVE"; then
    mkdir -p "$IMAGES"
    rm -f "$IMAGES.new"
    link_or_copy "$1" "$IMAGES.new" || fail "cannot lay the images into $IMAGES" "make room on the disk"
    mv -fT "$IMAGES.new" "$IMAGES/$ARCHIVE"
  fi
}

# k3s's own installer writes the unit, the uninstaller and kubectl's links; everything else it could do is switched off.
install_unit() {
  env -i PATH="$PATH" HOME=/root INSTALL_K3S_SKIP_DOWNLOAD=true INSTALL_K3S_SKIP_START=true INSTALL_K3S_SKIP_SELINUX_RPM=true \
    INSTALL_K3S_EXEC="$ROLE" sh "$ARTIFACTS/install.sh" >/dev/null || fail "k3s's install script failed" "run it on the host by hand to see why"
}

install_config() {
  local name
  mkdir -p "$CONF/config.yaml.d"
  for name in $FILES; do
    if [ -f "$NEXT/$name" ]; then
      put_file 0600 "$CONF/$name" <"$NEXT/$name"
    else
      rm -f "$CONF/$name"
    fi
  done
  if [ "$ROLE" = server ]; then
    mkdir -p "$K3S_DATA/server/logs"
    chmod 0700 "$K3S_DATA/server/logs"
  fi
}

# k3s moves the old certificates aside and makes new ones at its next start. The authorities and their keys stay.
renew_certificates() {
  new_certificates || return 0
  timeout 120 systemctl stop "$SERVICE" || give_up "$SERVICE does not stop"
  timeout 120 "$BINARY" certificate rotate >/dev/null || give_up "the certificates cannot be renewed"
  say "certificates renewed"
}

bring_up() {
  systemctl daemon-reload
  systemctl enable --quiet "$SERVICE"
  # The unit is of type notify without a start limit: a blocking restart could wait for ever.
  systemctl restart --no-block "$SERVICE"
  say "restarted $SERVICE"
}

if [ ! -s "$STAGE/config.yaml" ] || [ ! -x "$ARTIFACTS/k3s" ]; then
  fail "nothing is staged" "the steps configure and artifacts must run on this host first"
fi
case "${AUTHORITY:-}" in
  *" "*) fail "the other servers belong to different clusters: $AUTHORITY" "find out which one holds the data before anything else is done" ;;
esac
ARCHIVE="k3s-airgap-images-$(arch).tar.zst"
WANTED_IMAGES=""
if [ "${AIRGAP:-}" = true ]; then
  WANTED_IMAGES="$ARTIFACTS/$ARCHIVE"
  [ -f "$WANTED_IMAGES" ] || fail "$WANTED_IMAGES is not staged" "the step artifacts must run on this host first"
fi
lay_out_next

if [ -d "$BACKUP" ] || new_binary || new_configuration || new_certificates || ! running; then
  if [ "$ROLE" = server ] && running && api_ready >/dev/null 2>&1; then
    wait_for "$READY_SECONDS" "the other servers ready" others_hold ||
      fail "restarting this server would stop the cluster: $(servers | tr '\n' ';')" "bring the servers that are not Ready back first (name, Ready, voter)"
    if new_binary; then make_way; fi
  elif [ "$ROLE" = agent ] && running && new_binary && node_ready >/dev/null 2>&1; then
    make_way
  fi
  remember
  keep_rotated_token
  install_binary
  lay_images "$WANTED_IMAGES"
  install_config
  install_unit
  renew_certificates
  bring_up
fi

wait_for "$READY_SECONDS" "$SERVICE running" running || give_up "$SERVICE is $(systemctl is-active "$SERVICE")"
if [ "$ROLE" = server ]; then
  wait_for "$READY_SECONDS" "API ready" api_ready || give_up "the API server of this node is not ready after ${READY_SECONDS}s"
fi
wait_for "$READY_SECONDS" "node Ready" node_ready || give_up "node $NODE_NAME is not Ready after ${READY_SECONDS}s"
if [ "$ROLE" = server ]; then
  wait_for "$READY_SECONDS" "voting etcd member" is_voter || give_up "this node's etcd member is not a voter after ${READY_SECONDS}s"
fi
wait_for 60 "kubelet at $K3S_VERSION" runs_version || give_up "the kubelet does not report $K3S_VERSION"
[ "$(of_node '{.metadata.annotations.infra/host}')" = "$HOST_ID" ] || kube annotate node "$NODE_NAME" "infra/host=$HOST_ID" --overwrite >/dev/null
uncordon
end_turn
lay_images "$WANTED_IMAGES"
find "$STATE_DIR/artifacts" -mindepth 2 -name "$ARCHIVE" -not -path "$ARTIFACTS/*" -delete
put_file 0644 "$CERTIFICATES" <<<"$CERTIFICATE_GENERATION"
rm -rf "$BACKUP"
say "up"
