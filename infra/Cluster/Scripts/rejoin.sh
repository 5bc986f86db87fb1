#!/usr/bin/env bash
# requires: node.sh
# infra-rejoin ADDRESS: after infra-reset on another server, moves this server's data away and joins that server at its private ADDRESS.
# For a server whose machine still exists. The old data is kept in a folder. May run again after an interruption.
# Parameters: those of node.sh.
DB="$K3S_DATA/server/db"
MARK="$STATE_DIR/rejoining"

# A reset keeps the cluster's CA: another CA means another cluster.
refuse_another_cluster() {
  local here there
  here=$(sed -n 's/^K10\([0-9a-f]\{64\}\)::.*/\1/p' "$K3S_DATA/server/token")
  [ -n "$here" ] ||
    fail "$K3S_DATA/server/token does not name this server's cluster" "recreate the machine instead: docs/runbooks/replace-a-server.md"
  there=$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 10 "https://$survivor:6443/cacerts" | sha256sum | cut -d ' ' -f 1)
  [ "$here" = "$there" ] ||
    fail "the server at $survivor belongs to another cluster" "find out which cluster has the data before you change anything"
  authority=$here
}

move_data_away() {
  local kept
  # Data found after an interrupted run belongs to the new cluster.
  [ ! -f "$MARK" ] || return 0
  if [ ! -d "$DB/etcd" ]; then
    touch "$MARK"
    return 0
  fi
  kept="$K3S_DATA/server/db-lost-$(date -u +%Y%m%dT%H%M%SZ)"
  mkdir -p "$kept"
  chmod 0700 "$kept"
  # k3s lists snapshots in this folder, so they are not moved.
  mv "$DB/etcd" "$kept/etcd"
  touch "$MARK"
  rm -f "$DB/reset-flag"
  say "the old data is in $kept: delete it when the cluster is healthy"
}

exec 8>>"$STATE_DIR/lock-start"
flock -n 8 || fail "pulumi up is running on this server" "wait until it ends, or stop it"
survivor=${1:-}
[ -n "$survivor" ] || fail "no address to join" "run infra-rejoin ADDRESS with the private address of the server on which infra-reset ran"
[ "$survivor" != "$PRIVATE_IP" ] || fail "$survivor is this server's address" "give the address of the server on which infra-reset ran"
if running && api_ready >/dev/null 2>&1; then
  fail "this server is in a cluster that has its quorum" "do not run infra-rejoin: the server needs no change"
fi
answers "$survivor" || fail "no server answers at $survivor" "run infra-reset there first"
refuse_another_cluster
timeout 120 systemctl stop "$SERVICE" || fail "$SERVICE does not stop" "run systemctl kill $SERVICE, then this command again"
rest=$(grep -vE '^(server|cluster-init):' "$LOCAL" 2>/dev/null) || rest=""
put_file 0600 "$LOCAL" <<<"$rest
server: https://$survivor:6443"
put_file 0600 "$CONF/token" <<<"K10$authority::server:$(cat "$STAGE/token")"
move_data_away
systemctl enable --quiet "$SERVICE"
systemctl restart --no-block "$SERVICE"
if ! wait_until_up; then
  journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
  fail "this server does not start" "read the lines above, the end of k3s's log; correct the cause and run infra-rejoin $survivor again"
fi
rm -f "$MARK"
say "joined; the next pulumi up applies the described configuration"
