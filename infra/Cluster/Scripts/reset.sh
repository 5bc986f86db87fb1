#!/usr/bin/env bash
# infra-reset: the quorum is lost, and this server goes on alone, from its own data or from a snapshot of etcd.
#   infra-reset                               shows what there is, and does nothing
#   infra-reset data     --others-are-gone    from this server's own data, as it is
#   infra-reset latest   --others-are-gone    from the newest snapshot on this server
#   infra-reset SNAPSHOT --others-are-gone    from that one: a name of the list, or a file
#   ... --token-file FILE                     the token of the snapshot's time, where it was another one
# The old data stays aside, in a folder that is named at the end. Safe to run again after being cut off.
# Parameters: those of node.sh.
DB="$K3S_DATA/server/db"
SNAPSHOTS="$DB/snapshots"
ASIDE="$STATE_DIR/reset"
LOG="$STATE_DIR/reset.log"
LOCAL="$CONF/config.yaml.d/90-local.yaml"
RESET_SECONDS="${RESET_SECONDS:-600}"

newest_snapshot() { find "$SNAPSHOTS" -maxdepth 1 -type f -size +0c -printf '%T@ %f\n' 2>/dev/null | sort -rn | sed -n '1s/^[^ ]* //p'; }

show() {
  say "this server's own data: $(if has_data; then echo "of $(date -u -r "$DB/etcd/member" '+%F %T') UTC"; else echo none; fi)"
  say "snapshots, newest first (UTC):"
  find "$SNAPSHOTS" -maxdepth 1 -type f -size +0c -printf '%TF %.8TT %10s  %f\n' 2>/dev/null | sort -r
  say "to go on alone from one: infra-reset data|latest|NAME --others-are-gone"
}

choose() {
  case "$1" in
    data)
      has_data || fail "this server has no data" "choose a snapshot, or run this on another server"
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
  [ -s "$snapshot" ] || fail "there is no snapshot $snapshot" "infra-reset without arguments lists those that are here"
}

# A cluster that answers is not lost, and one that is started again beside this one would fight it.
refuse_while_it_lives() {
  local peer
  if running && api_ready >/dev/null 2>&1; then
    fail "the cluster has its quorum: this server's API is ready" "nothing is to be reset; for a lost server see docs/runbooks/replace-a-server.md"
  fi
  if peer=$(find_peer); then
    fail "a server answers at $peer" "if it is ready, the cluster is not lost; otherwise stop it first, on that server: systemctl disable --now k3s"
  fi
}

keep_aside() {
  local room
  # What an interrupted run put aside is older, and stays.
  [ ! -d "$ASIDE" ] || return 0
  rm -rf "$ASIDE.new"
  mkdir -p "$ASIDE.new/db"
  chmod 0700 "$ASIDE.new"
  room=$(df -h --output=avail "$STATE_DIR" | tail -n 1 | tr -d ' ')
  if [ -d "$DB/etcd" ]; then cp -a --reflink=auto "$DB/etcd" "$ASIDE.new/db/etcd" || fail "cannot put this server's data aside" "make room below $STATE_DIR ($room free); nothing was changed"; fi
  cp -a "$CONF" "$ASIDE.new/conf" || fail "cannot put this server's configuration aside" "make room below $STATE_DIR ($room free); nothing was changed"
  mv -T "$ASIDE.new" "$ASIDE"
}

# Reset is refused where the configuration names a server to join (k3s-io/k3s#8488), and this one joins nobody any more.
join_nobody() {
  local rest
  rest=$(grep -vE '^(server|cluster-init):' "$LOCAL" 2>/dev/null) || rest=""
  put_file 0600 "$LOCAL" <<<"$rest"
}

# take_token FILE: the password of another time, in the form that this server's token has.
take_token() {
  local mine former
  mine=$(cat "$CONF/token")
  former=$(password_of "$(cat "$1")")
  put_file 0600 "$CONF/token" <<<"${mine%"$(password_of "$mine")"}$former"
}

reset() {
  local options=(--cluster-reset)
  if [ -n "$snapshot" ]; then
    # From the file, also where snapshots go to a bucket: the bucket's secret is in the cluster that is lost.
    options+=("--cluster-reset-restore-path=$snapshot" --etcd-s3=false)
  elif [ -f "$DB/reset-flag" ]; then
    say "the data was reset already"
    return 0
  fi
  say "resetting; k3s writes to $LOG"
  if ! timeout "$RESET_SECONDS" "$BINARY" server "${options[@]}" >"$LOG" 2>&1 || [ ! -f "$DB/reset-flag" ]; then
    tail -n 25 "$LOG" >&2
    fail "k3s did not reset the cluster; k3s is stopped, and the data as it was is in $ASIDE" "the lines above are the last of $LOG; a snapshot of another token's time needs --token-file"
  fi
}

start_alone() {
  systemctl enable --quiet "$SERVICE"
  systemctl restart --no-block "$SERVICE"
  if ! comes_up; then
    journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
    fail "the cluster is reset, but this server does not come up; the data as it was is in $ASIDE" "the lines above are the last of k3s's log"
  fi
}

# Back to the token that the stack knows, so that the other servers can join with it.
renew_token() {
  [ "$(password_of "$(cat "$CONF/token")")" != "$(cat "$STAGE/token")" ] || return 0
  /usr/local/sbin/infra-rotate-token <"$STAGE/token"
  take_token "$STAGE/token"
  start_alone
}

tell_what_follows() {
  local kept
  kept="$STATE_DIR/before-reset-$(date -u +%Y%m%dT%H%M%SZ)"
  mv -T "$ASIDE" "$kept"
  say "this server is the cluster now; its data as it was is in $kept: delete it when all is well"
  say "still to do, one after the other, for: $(servers | cut -d ' ' -f 1 | grep -vxF "$NODE_NAME" | tr '\n' ' ')"
  say "  its machine is lost:   pulumi up with a new one (docs/runbooks/replace-a-server.md)"
  say "  its machine is there:  on it, infra-rejoin $PRIVATE_IP"
}

exec 8>>"$STATE_DIR/lock-start"
flock -n 8 || fail "pulumi up is at work on this server" "let it end, or stop it, first"
what="" gone=0 token_file=""
while [ $# -gt 0 ]; do
  case "$1" in
    --others-are-gone) gone=1 ;;
    --token-file) token_file=${2:?--token-file needs a file} && shift ;;
    -*) fail "there is no option $1" "infra-reset data|latest|SNAPSHOT --others-are-gone [--token-file FILE]" ;;
    *) what=$1 ;;
  esac
  shift
done
if [ -z "$what" ]; then
  show
  exit 0
fi
choose "$what"
[ -z "$token_file" ] || [ -s "$token_file" ] || fail "there is no file $token_file" "former tokens are in $STATE_DIR/tokens on the server that changed them, and in the stack's state"
[ "$gone" -eq 1 ] || fail "this makes a cluster of this server alone; the others' data is given up" "be sure that none of them runs or comes back by itself, then add --others-are-gone"
# A run that was cut off after the start has only the token left to do.
if ! [ -d "$ASIDE" ] || ! running || ! api_ready >/dev/null 2>&1; then
  refuse_while_it_lives
  timeout 120 systemctl stop "$SERVICE" || fail "$SERVICE does not stop" "systemctl kill $SERVICE, then run this again"
  keep_aside
  join_nobody
  [ -z "$token_file" ] || take_token "$token_file"
  reset
  start_alone
fi
renew_token
tell_what_follows
