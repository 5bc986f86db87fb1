#!/usr/bin/env bash
# requires: node.sh
# Applies the staged configuration and binary and starts k3s: with its existing data, by joining the cluster that answers, or by
# initializing the cluster. A server restarts only while the others keep etcd's quorum; after a failure the former state is restored.
# Does nothing on a node that already runs the staged state.
# Parameters: those of node.sh, K3S_VERSION, HOST_ID (this host), FOUNDER_ID (the host that initializes the cluster),
# AUTHORITY (digest of the cluster's CA, from the other servers; empty if there is no cluster yet),
# AIRGAP (true: k3s imports its images from the release's archive), TOKEN_GENERATION, CERTIFICATE_GENERATION (numbers of the cluster's
# current token and certificates), GRACE_SECONDS (silence after which the node counts as lost).
: "${K3S_VERSION:?}" "${HOST_ID:?}" "${FOUNDER_ID:?}" "${TOKEN_GENERATION:?}" "${CERTIFICATE_GENERATION:?}"
BACKUP="$STATE_DIR/before"
# The words of etcd and of k3s for a member that was removed.
REMOVED='removed from the (etcd )?cluster|not a member of the etcd cluster'
CORDONED="$STATE_DIR/cordoned"
CERTIFICATES="$STATE_DIR/certificates"
ARTIFACTS="$STATE_DIR/artifacts/$K3S_VERSION"
DRAIN_SECONDS="${DRAIN_SECONDS:-300}"
# Snapshots taken before upgrades that stay on this server.
BEFORE_KEPT=3
# More than one agent needs to drain, restart and become ready, or to restore its former state.
TURN_SECONDS="${TURN_SECONDS:-1800}"
IMAGES="$K3S_DATA/agent/images"
FILES="config.yaml kubelet.yaml token agent-token registries.yaml audit.yaml psa.yaml config.yaml.d/90-local.yaml"

# The wanted configuration including tokens, in memory and readable by root only.
NEXT=$(mktemp -d /run/infra-start.XXXXXX)
trap 'rm -rf "$NEXT"' EXIT

# Settings known only on the node at run time: the interface of the private address, and how the node enters the cluster.
local_config() {
  local interface peer
  interface=$(private_interface)
  [ -n "$interface" ] || fail "no interface has the private address $PRIVATE_IP" "check that the server is attached to the network"
  printf 'flannel-iface: %s\n' "$interface"
  # k3s ignores this line once it has data; it is kept, so that a second run changes nothing.
  if has_data; then
    grep -s '^server:' "$LOCAL" || true
    return 0
  fi
  if peer=$(find_peer); then
    printf 'server: https://%s:6443\n' "$peer"
  # The record of the certificates exists once a node has run: the founder's data may be gone, and the cluster still exist.
  elif [ "$ROLE" = server ] && [ "$HOST_ID" = "$FOUNDER_ID" ] && [ -z "${AUTHORITY:-}" ] && [ ! -f "$CERTIFICATES" ]; then
    printf 'cluster-init: true\n'
  else
    fail "no server answers on port 6443 at any of: $SERVER_ADDRESSES" \
      "start a server of the cluster first (docs/runbooks/quorum-loss.md); this node never initializes a second cluster"
  fi
}

# full_token USER: the token with the CA's digest, with which a node refuses to join another cluster; the founder has no digest yet.
# A node with data keeps the format of its token: k3s accepts both, and a change would only cause a restart.
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

prepare_configuration() {
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

# Moves away the data of a server that another one removed from the cluster before this one ever ran (its first start was interrupted, and
# its node was deleted): k3s never starts with it. The record of the certificates exists once a node has run.
discard_data_of_removed_server() {
  local kept
  if [ "$ROLE" != server ] || [ -f "$CERTIFICATES" ] || ! has_data || running; then return 0; fi
  [ -n "${AUTHORITY:-}" ] && find_peer >/dev/null || return 0
  journalctl -u "$SERVICE" -n 100 --no-pager -o cat 2>/dev/null | grep -E "$REMOVED" >/dev/null || return 0
  timeout 120 systemctl stop "$SERVICE" || fail "$SERVICE does not stop" "run systemctl kill $SERVICE, then pulumi up again"
  kept="$K3S_DATA/server/db/removed-$(date -u +%Y%m%dT%H%M%SZ)"
  mkdir -p "$kept"
  chmod 0700 "$kept"
  mv "$K3S_DATA/server/db/etcd" "$kept/etcd"
  # It joins with the token of a new server.
  rm -f "$CONF/token"
  say "the cluster removed this server before it ran: it joins again; its data is in $kept: delete it when the cluster is healthy"
}

binary_differs() { ! cmp -s "$ARTIFACTS/k3s" "$BINARY"; }

configuration_differs() {
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

# A node without this record uses the first generation of certificates.
certificates_differ() {
  has_data && [ "$(cat "$CERTIFICATES" 2>/dev/null || echo 1)" != "$CERTIFICATE_GENERATION" ]
}

runs_version() { [ "$(node_field '{.status.nodeInfo.kubeletVersion}')" = "$K3S_VERSION" ]; }

# Whether another node can run pods: it is Ready, not cordoned and has no taint against pods.
others_can_run_pods() {
  local name ready cordoned effects list
  list=$(kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type=="Ready")].status}|{.spec.unschedulable}|{.spec.taints[*].effect}{"\n"}{end}') || return 1
  while IFS='|' read -r name ready cordoned effects; do
    if [ "$name" != "$NODE_NAME" ] && [ "$ready" = True ] && [ "$cordoned" != true ] &&
      [[ "$effects" != *NoSchedule* && "$effects" != *NoExecute* ]]; then
      return 0
    fi
  done <<<"$list"
  return 1
}

# Agents start in parallel but drain one after the other, so that their pods find another node. Each agent writes `waiting` or `taken`
# to an annotation of its own node object, the only one it may write. After `taken` it checks again and withdraws if another agent has
# taken its turn too; the first by name has priority.
set_turn() {
  kube annotate node "$NODE_NAME" "infra/turn=$1" --overwrite >/dev/null || fail "cannot annotate $NODE_NAME" "read the log of $SERVICE"
}
turns() { kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type=="Ready")].status}|{.metadata.annotations.infra/turn}{"\n"}{end}'; }
# may_proceed waiting|taken: whether no other agent has its turn or, with `waiting`, waits with priority; sets `holder` to that agent.
# A waiting agent that is not Ready has no priority.
may_proceed() {
  local name ready state list
  list=$(turns) || return 1
  holder=""
  while IFS='|' read -r name ready state; do
    if [ "$name" = "$NODE_NAME" ]; then continue; fi
    if [ "$state" = taken ]; then holder=$name; fi
    if [ "$1" = waiting ] && [ -z "$holder" ] && [ "$state" = waiting ] && [ "$ready" = True ] && [[ "$name" < "$NODE_NAME" ]]; then
      holder=$name
    fi
  done <<<"$list"
  [ -z "$holder" ]
}
take_turn() {
  local holder="" former="" since=$SECONDS
  set_turn waiting
  while true; do
    if may_proceed waiting; then
      set_turn taken
      if may_proceed taken; then return 0; fi
      set_turn waiting
    fi
    if [ "$holder" != "$former" ]; then former=$holder since=$SECONDS; fi
    if [ $((SECONDS - since)) -ge "$TURN_SECONDS" ]; then
      end_turn
      fail "the agent ${holder:-before this one} has been upgrading for ${TURN_SECONDS}s" \
        "start it, or, if it is lost: kubectl annotate node ${holder:-NODE} infra/turn-; nothing was changed here"
    fi
    sleep "${POLL_SECONDS:-1}"
  done
}
end_turn() {
  if [ "$ROLE" = server ] || [ -z "$(node_field '{.metadata.annotations.infra/turn}')" ]; then return 0; fi
  kube annotate node "$NODE_NAME" infra/turn- >/dev/null ||
    fail "cannot pass the turn to the next agent" "run kubectl annotate node $NODE_NAME infra/turn-"
}

# Before an upgrade: saves an etcd snapshot and drains the node as far as disruption budgets allow.
drain() {
  local blocked
  if [ "$ROLE" = server ]; then
    timeout 120 "$BINARY" etcd-snapshot save --name "before-$K3S_VERSION" >/dev/null ||
      fail "cannot save an etcd snapshot before the upgrade" "run k3s etcd-snapshot save on this server to see the error"
    # k3s's own retention counts only scheduled snapshots. In the bucket it is that of the bucket's secret.
    timeout 120 "$BINARY" etcd-snapshot prune --name before "--snapshot-retention=$BEFORE_KEPT" >/dev/null ||
      say "old snapshots were not removed: run k3s etcd-snapshot prune --name before --snapshot-retention=$BEFORE_KEPT"
    # shellcheck disable=SC2154  # set by count_servers
    count_servers && [ "$others" -gt 0 ] || return 0
  else
    take_turn
    others_can_run_pods || { say "no other node can run the pods: they stay here during the restart" && return 0; }
  fi
  [ "$(node_field '{.spec.unschedulable}')" = true ] || touch "$CORDONED"
  KUBE_SECONDS=$((DRAIN_SECONDS + 30)) kube drain "$NODE_NAME" --ignore-daemonsets --delete-emptydir-data \
    "--timeout=${DRAIN_SECONDS}s" >&2 && return 0
  blocked=$(kube get pdb -A -o 'jsonpath={range .items[?(@.status.disruptionsAllowed==0)]}{.metadata.namespace}/{.metadata.name} {end}') ||
    blocked="unknown"
  uncordon
  end_turn
  fail "the node was not drained within ${DRAIN_SECONDS}s; disruption budgets that allow no eviction: ${blocked:-none}" \
    "make another replica ready, or switch the database over to another instance, then run pulumi up again; nothing was changed"
}

uncordon() {
  [ -f "$CORDONED" ] || return 0
  kube uncordon "$NODE_NAME" >/dev/null || fail "cannot uncordon $NODE_NAME" "run kubectl uncordon $NODE_NAME"
  rm -f "$CORDONED"
}

link_or_copy() { cp -al "$1" "$2" 2>/dev/null || cp -a "$1" "$2"; }

# Saves the former state until the new one has proved itself; a state saved by an interrupted run is older and is kept.
save_former_state() {
  [ ! -d "$BACKUP" ] || return 0
  rm -rf "$BACKUP.new"
  mkdir -p "$BACKUP.new"
  chmod 0700 "$BACKUP.new"
  [ ! -d "$CONF" ] || cp -a "$CONF" "$BACKUP.new/conf"
  [ ! -f "$BINARY" ] || link_or_copy "$BINARY" "$BACKUP.new/k3s"
  [ ! -f "$IMAGES/$ARCHIVE" ] || link_or_copy "$IMAGES/$ARCHIVE" "$BACKUP.new/$ARCHIVE"
  mv -T "$BACKUP.new" "$BACKUP"
}

# The former token cannot be restored after a rotation: the cluster accepts only the new one (rotate-token.sh ran before this step).
keep_new_token() {
  [ "$TOKEN_GENERATION" -gt 1 ] && [ -f "$BACKUP/conf/token" ] || return 0
  put_file 0600 "$BACKUP/conf/token" <"$NEXT/token"
}

restore_former_state() {
  # A node that never ran has no former state.
  [ -d "$BACKUP/conf" ] && [ -f "$BACKUP/k3s" ] && [ -f "$BACKUP/conf/config.yaml" ] || return 1
  say "restoring the former state" >&2
  rm -rf "$CONF.former"
  cp -a "$BACKUP/conf" "$CONF.former"
  rm -rf "$CONF"
  mv -T "$CONF.former" "$CONF"
  cp -a "$BACKUP/k3s" "$BINARY.former" && mv -f "$BINARY.former" "$BINARY"
  install_images "$BACKUP/$ARCHIVE"
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

fail_and_restore() {
  local now="k3s does not run on this node"
  journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
  if restore_former_state; then now="the former state is restored"; fi
  fail "$1; $now" "read the lines above, the end of $SERVICE's log; correct the cause and run pulumi up again"
}

install_binary() {
  binary_differs || return 0
  install -m 0755 "$ARTIFACTS/k3s" "$BINARY.new" || fail "cannot write $BINARY" "free disk space"
  mv -f "$BINARY.new" "$BINARY"
}

# install_images FILE: puts the images into the folder from which k3s imports them at each start, or removes them if FILE does not exist.
# The archive's name has no version, so there is only one. Linked because it is large; renamed because k3s watches the folder.
install_images() {
  if [ ! -f "$1" ]; then
    rm -f "$IMAGES/$ARCHIVE"
  elif ! cmp -s "$1" "$IMAGES/$ARCHIVE"; then
    mkdir -p "$IMAGES"
    rm -f "$IMAGES.new"
    link_or_copy "$1" "$IMAGES.new" || fail "cannot copy the images to $IMAGES" "free disk space"
    mv -fT "$IMAGES.new" "$IMAGES/$ARCHIVE"
  fi
}

# k3s's installer writes the unit, the uninstaller and the links for kubectl; all its other functions are switched off.
install_unit() {
  env -i PATH="$PATH" HOME=/root INSTALL_K3S_SKIP_DOWNLOAD=true INSTALL_K3S_SKIP_START=true INSTALL_K3S_SKIP_SELINUX_RPM=true \
    INSTALL_K3S_EXEC="$ROLE" sh "$ARTIFACTS/install.sh" >/dev/null ||
      fail "k3s's install script failed" "run it on the host to see the error"
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

# k3s moves the old certificates to another folder and issues new ones at its next start. CAs and their keys do not change.
renew_certificates() {
  certificates_differ || return 0
  timeout 120 systemctl stop "$SERVICE" || fail_and_restore "$SERVICE does not stop"
  timeout 120 "$BINARY" certificate rotate >/dev/null || fail_and_restore "the certificates cannot be renewed"
  say "certificates renewed"
}

restart_k3s() {
  systemctl daemon-reload
  systemctl enable --quiet "$SERVICE"
  # The unit has type notify and no start timeout: a blocking restart could wait without end.
  systemctl restart --no-block "$SERVICE"
  say "restarted $SERVICE; after ${GRACE_SECONDS:-16}s without a heartbeat, a database primary on this node fails over to another node"
}

if [ ! -s "$STAGE/config.yaml" ] || [ ! -x "$ARTIFACTS/k3s" ]; then
  fail "no configuration or binary is staged" "run the steps configure and artifacts on this host first: pulumi up"
fi
case "${AUTHORITY:-}" in
  *" "*) fail "the other servers belong to different clusters: $AUTHORITY" \
    "find out which cluster has the data before you change anything" ;;
esac
ARCHIVE="k3s-airgap-images-$(arch).tar.zst"
WANTED_IMAGES=""
if [ "${AIRGAP:-}" = true ]; then
  WANTED_IMAGES="$ARTIFACTS/$ARCHIVE"
  [ -f "$WANTED_IMAGES" ] || fail "$WANTED_IMAGES does not exist" "run the step artifacts on this host first: pulumi up"
fi
discard_data_of_removed_server
forbid_founding
prepare_configuration

if [ -d "$BACKUP" ] || binary_differs || configuration_differs || certificates_differ || ! running; then
  if [ "$ROLE" = server ] && running && api_ready >/dev/null 2>&1; then
    wait_for "$READY_SECONDS" "the other servers ready" others_keep_quorum ||
      fail "a restart of this server would interrupt the cluster's quorum: $(servers | tr '\n' ';')" \
        "make the servers that are not Ready available first (columns: name, Ready, voter)"
    if binary_differs; then drain; fi
  elif [ "$ROLE" = agent ] && running && binary_differs && node_ready >/dev/null 2>&1; then
    drain
  fi
  save_former_state
  keep_new_token
  install_binary
  install_images "$WANTED_IMAGES"
  install_config
  install_unit
  renew_certificates
  restart_k3s
fi

wait_for "$READY_SECONDS" "$SERVICE running" running || fail_and_restore "$SERVICE is $(systemctl is-active "$SERVICE")"
if [ "$ROLE" = server ]; then
  wait_for "$READY_SECONDS" "API ready" api_ready || fail_and_restore "the API server of this node is not ready after ${READY_SECONDS}s"
fi
wait_for "$READY_SECONDS" "node Ready" node_ready || fail_and_restore "node $NODE_NAME is not Ready after ${READY_SECONDS}s"
if [ "$ROLE" = server ]; then
  wait_for "$READY_SECONDS" "voting etcd member" is_voter ||
    fail_and_restore "this node's etcd member is not a voter after ${READY_SECONDS}s"
  forbid_founding
fi
wait_for 60 "kubelet version $K3S_VERSION" runs_version || fail_and_restore "the kubelet does not report $K3S_VERSION"
[ "$(node_field '{.metadata.annotations.infra/host}')" = "$HOST_ID" ] ||
  kube annotate node "$NODE_NAME" "infra/host=$HOST_ID" --overwrite >/dev/null
uncordon
end_turn
install_images "$WANTED_IMAGES"
find "$STATE_DIR/artifacts" -mindepth 2 -name "$ARCHIVE" -not -path "$ARTIFACTS/*" -delete
put_file 0644 "$CERTIFICATES" <<<"$CERTIFICATE_GENERATION"
rm -rf "$BACKUP"
say "started"
