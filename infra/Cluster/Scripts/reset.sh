#!/usr/bin/env bash
# requires: node.sh
# infra-reset: makes a cluster that lost its quorum from this server alone, from its own data or from an etcd snapshot.
#   infra-reset                               lists data and snapshots, and changes nothing
#   infra-reset data     --others-are-gone    from this server's own data
#   infra-reset latest   --others-are-gone    from the newest snapshot on this server
#   infra-reset SNAPSHOT --others-are-gone    from this snapshot: a name of the list, or a file
#   ... --token-file FILE                     the cluster token at the time of the snapshot, if it was rotated since
# The old data is kept in a folder that the last lines name. May run again after an interruption.
# Parameters: those of node.sh.
DB="$K3S_DATA/server/db"
SNAPSHOTS="$DB/snapshots"
SAVED="$STATE_DIR/reset"
LOG="$STATE_DIR/reset.log"
RESET_SECONDS="${RESET_SECONDS:-600}"

newest_snapshot() { find "$SNAPSHOTS" -maxdepth 1 -type f -size +0c -printf '%T@ %f\n' 2>/dev/null | sort -rn | sed -n '1s/^[^ ]* //p'; }

list_sources() {
  say "data of this server: $(if has_data; then echo "of $(date -u -r "$DB/etcd/member" '+%F %T') UTC"; else echo none; fi)"
  say "snapshots, newest first (UTC):"
  find "$SNAPSHOTS" -maxdepth 1 -type f -size +0c -printf '%TF %.8TT %10s  %f\n' 2>/dev/null | sort -r
  say "make a cluster from one of them: infra-reset data|latest|NAME --others-are-gone"
}

choose_source() {
  case "$1" in
    data)
      has_data || fail "this server has no data" "choose a snapshot, or run infra-reset on another server"
      snapshot=""
      return 0
      ;;
    latest) snapshot=$(newest_snapshot) ;;
    *) snapshot=$1 ;;
  esac
  [ -n "$snapshot" ] || fail "there is no snapshot in $SNAPSHOTS" "copy one from the bucket or from another server, and give its path"
  case "$snapshot" in
    */*) ;;
    *) snapshot="$SNAPSHOTS/$snapshot" ;;
  esac
  [ -s "$snapshot" ] || fail "there is no snapshot $snapshot" "choose one that infra-reset without arguments lists"
}

# A cluster that answers has not lost its quorum; a second cluster beside it would conflict with it.
refuse_live_cluster() {
  local peer
  if running && api_ready >/dev/null 2>&1; then
    fail "the cluster has its quorum: this server's API is ready" \
      "do not run infra-reset; for a lost server see docs/runbooks/replace-a-server.md"
  fi
  if peer=$(find_peer); then
    fail "a server answers at $peer" \
      "if it is ready, do not run infra-reset; otherwise stop it first, on that server: systemctl disable --now k3s"
  fi
}

back_up() {
  local available
  # A copy made by an interrupted run is older and is kept.
  [ ! -d "$SAVED" ] || return 0
  rm -rf "$SAVED.new"
  mkdir -p "$SAVED.new/db"
  chmod 0700 "$SAVED.new"
  available=$(df -h --output=avail "$STATE_DIR" | tail -n 1 | tr -d ' ')
  if [ -d "$DB/etcd" ]; then
    cp -a --reflink=auto "$DB/etcd" "$SAVED.new/db/etcd" ||
      fail "cannot copy this server's data" "free disk space below $STATE_DIR ($available available); nothing was changed"
  fi
  cp -a "$CONF" "$SAVED.new/conf" ||
    fail "cannot copy this server's configuration" "free disk space below $STATE_DIR ($available available); nothing was changed"
  mv -T "$SAVED.new" "$SAVED"
}

# k3s refuses a reset if its configuration names a server to join (k3s-io/k3s#8488).
remove_join_address() {
  local rest
  rest=$(grep -vE '^(server|cluster-init):' "$LOCAL" 2>/dev/null) || rest=""
  put_file 0600 "$LOCAL" <<<"$rest"
}

# use_password_of FILE: replaces the password in this server's token by that of FILE, and keeps the token's format.
use_password_of() {
  local mine former
  mine=$(cat "$CONF/token")
  former=$(password_of "$(cat "$1")")
  put_file 0600 "$CONF/token" <<<"${mine%"$(password_of "$mine")"}$former"
}

reset() {
  local options=(--cluster-reset)
  if [ -n "$snapshot" ]; then
    # Restores the file even if snapshots are in a bucket: the bucket's secret is in the lost cluster.
    options+=("--cluster-reset-restore-path=$snapshot" --etcd-s3=false)
  elif [ -f "$DB/reset-flag" ]; then
    say "the data was already reset"
    return 0
  fi
  say "resetting; see the log of k3s in $LOG"
  if ! timeout "$RESET_SECONDS" "$BINARY" server "${options[@]}" >"$LOG" 2>&1 || [ ! -f "$DB/reset-flag" ]; then
    tail -n 25 "$LOG" >&2
    fail "k3s did not reset the cluster; k3s is stopped, and the former data is in $SAVED" \
      "read the lines above, the end of $LOG; a snapshot taken with another token needs --token-file"
  fi
}

start_alone() {
  systemctl enable --quiet "$SERVICE"
  systemctl restart --no-block "$SERVICE"
  if ! wait_until_up; then
    journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
    fail "the cluster is reset, but this server does not start; the former data is in $SAVED" "read the lines above, the end of k3s's log"
  fi
  forbid_founding
}

# Sets the token that the stack knows, with which the other servers join.
renew_token() {
  [ "$(password_of "$(cat "$CONF/token")")" != "$(cat "$STAGE/token")" ] || return 0
  /usr/local/sbin/infra-rotate-token <"$STAGE/token"
  use_password_of "$STAGE/token"
  start_alone
}

print_next_steps() {
  local kept
  kept="$STATE_DIR/before-reset-$(date -u +%Y%m%dT%H%M%SZ)"
  mv -T "$SAVED" "$kept"
  say "the cluster consists of this server; its former data is in $kept: delete it when the cluster is healthy"
  say "next, one after the other, for: $(servers | cut -d ' ' -f 1 | grep -vxF "$NODE_NAME" | tr '\n' ' ')"
  say "  if the machine is lost:      pulumi up with a new one (docs/runbooks/replace-a-server.md)"
  say "  if the machine still exists: on that machine, infra-rejoin $PRIVATE_IP"
}

exec 8>>"$STATE_DIR/lock-start"
flock -n 8 || fail "pulumi up is running on this server" "wait until it ends, or stop it"
source="" gone=0 token_file=""
while [ $# -gt 0 ]; do
  case "$1" in
    --others-are-gone) gone=1 ;;
    --token-file) token_file=${2:?--token-file needs a file} && shift ;;
    -*) fail "unknown option $1" "run infra-reset data|latest|SNAPSHOT --others-are-gone [--token-file FILE]" ;;
    *) source=$1 ;;
  esac
  shift
done
if [ -z "$source" ]; then
  list_sources
  exit 0
fi
choose_source "$source"
[ -z "$token_file" ] || [ -s "$token_file" ] ||
  fail "the file $token_file does not exist" \
    "find former tokens in $STATE_DIR/tokens on the server that rotated them, or in the stack's state"
[ "$gone" -eq 1 ] ||
  fail "this makes a cluster from this server alone and discards the data of all others" \
    "make sure that no other server runs or can start again, then add --others-are-gone"
# A run that was interrupted after the start has only the token left to renew.
if ! [ -d "$SAVED" ] || ! running || ! api_ready >/dev/null 2>&1; then
  refuse_live_cluster
  timeout 120 systemctl stop "$SERVICE" || fail "$SERVICE does not stop" "run systemctl kill $SERVICE, then this command again"
  back_up
  remove_join_address
  [ -z "$token_file" ] || use_password_of "$token_file"
  reset
  start_alone
fi
renew_token
print_next_steps
