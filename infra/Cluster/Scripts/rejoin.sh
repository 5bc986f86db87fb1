#!/usr/bin/env bash
# infra-rejoin ADDRESS: after infra-reset on another server, this one gives its data up and joins that one, at its private ADDRESS.
# For a server whose machine is still there; its old data stays aside. Safe to run again after being cut off.
# Parameters: those of node.sh.
DB="$K3S_DATA/server/db"
LOCAL="$CONF/config.yaml.d/90-local.yaml"
MARK="$STATE_DIR/rejoining"

# The authority outlives a reset: another one is another cluster.
refuse_another_cluster() {
  local here there
  here=$(sed -n 's/^K10\([0-9a-f]\{64\}\)::.*/\1/p' "$K3S_DATA/server/token")
  [ -n "$here" ] || fail "$K3S_DATA/server/token does not name this server's cluster" "recreate its machine instead: docs/runbooks/replace-a-server.md"
  there=$(curl -ks --noproxy '*' --connect-timeout 3 --max-time 10 "https://$survivor:6443/cacerts" | sha256sum | cut -d ' ' -f 1)
  [ "$here" = "$there" ] || fail "the server at $survivor belongs to another cluster" "find out which one holds the data before anything else is done"
  authority=$here
}

give_up_data() {
  local kept
  # What lies there after a run that was cut off is the new cluster's.
  [ ! -f "$MARK" ] || return 0
  if [ ! -d "$DB/etcd" ]; then
    touch "$MARK"
    return 0
  fi
  kept="$K3S_DATA/server/db-lost-$(date -u +%Y%m%dT%H%M%SZ)"
  mkdir -p "$kept"
  chmod 0700 "$kept"
  # Snapshots stay where k3s lists them.
  mv "$DB/etcd" "$kept/etcd"
  touch "$MARK"
  rm -f "$DB/reset-flag"
  say "the old data is in $kept: delete it when all is well"
}

exec 8>>"$STATE_DIR/lock-start"
flock -n 8 || fail "pulumi up is at work on this server" "let it end, or stop it, first"
survivor=${1:-}
[ -n "$survivor" ] || fail "whom to join is not said" "infra-rejoin ADDRESS, the private address of the server on which infra-reset ran"
[ "$survivor" != "$PRIVATE_IP" ] || fail "$survivor is this server" "give the address of the one on which infra-reset ran"
if running && api_ready >/dev/null 2>&1; then
  fail "this server is in a cluster that has its quorum" "nothing is to be done here"
fi
answers "$survivor" || fail "no server answers at $survivor" "run infra-reset there first"
refuse_another_cluster
timeout 120 systemctl stop "$SERVICE" || fail "$SERVICE does not stop" "systemctl kill $SERVICE, then run this again"
rest=$(grep -vE '^(server|cluster-init):' "$LOCAL" 2>/dev/null) || rest=""
put_file 0600 "$LOCAL" <<<"$rest
server: https://$survivor:6443"
put_file 0600 "$CONF/token" <<<"K10$authority::server:$(cat "$STAGE/token")"
give_up_data
systemctl enable --quiet "$SERVICE"
systemctl restart --no-block "$SERVICE"
if ! comes_up; then
  journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
  fail "this server does not come up" "the lines above are the last of k3s's log; correct the cause and run infra-rejoin $survivor again"
fi
rm -f "$MARK"
say "joined; pulumi up will find it as described"
