#!/usr/bin/env bash
# Shared by every node step and composed in front of it. Parameters arrive as exported
# variables, secrets on standard input; neither is ever an argument of a process.
set -euo pipefail
umask 022

: "${STEP:?}" "${NODE_NAME:?}"
STATE_DIR="${STATE_DIR:-/var/lib/infra}"
K3S_DATA="${K3S_DATA:-/var/lib/rancher/k3s}"

say() { printf '%s/%s: %s\n' "$NODE_NAME" "$STEP" "$*"; }

# fail WHAT_WAS_SEEN WHAT_TO_DO
fail() {
  printf '%s/%s: failed: %s\n' "$NODE_NAME" "$STEP" "$1" >&2
  printf '%s/%s: to do: %s\n' "$NODE_NAME" "$STEP" "${2:-see the lines above, then run pulumi up again}" >&2
  exit 1
}

# wait_for SECONDS WHAT COMMAND...: polls once a second (POLL_SECONDS); returns 1 when the time is over.
wait_for() {
  local limit=$1 what=$2 began=$SECONDS
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ $((SECONDS - began)) -ge "$limit" ]; then
      say "gave up on $what after ${limit}s" >&2
      return 1
    fi
    sleep "${POLL_SECONDS:-1}"
  done
  if [ "$SECONDS" -gt "$began" ]; then say "$what after $((SECONDS - began))s"; fi
}

# alone: one run of a step on a host at a time; a session that was cut off may have left its script running.
alone() {
  mkdir -p "$STATE_DIR"
  exec 9>>"$STATE_DIR/lock-$STEP${LEAVER:+-$LEAVER}${IMAGE_KEY:+-$IMAGE_KEY}"
  flock -w 300 9 || fail "an earlier run of this step is still going on" "look for it on the host: pgrep -af infra, then run pulumi up again"
}

# put_file MODE PATH: takes the content from standard input and replaces PATH in one rename,
# only when content or mode differ. Sets CHANGED=1 when it wrote.
put_file() {
  local mode=$1 path=$2 fresh
  mkdir -p "$(dirname "$path")"
  fresh=$(mktemp "$(dirname "$path")/.new.XXXXXX")
  if ! cat >"$fresh"; then
    rm -f "$fresh"
    fail "cannot write $path" "make room on the disk ($(df -h --output=avail "$(dirname "$path")" | tail -n 1 | tr -d ' ') free), then run pulumi up again"
  fi
  chmod "$mode" "$fresh"
  if [ -f "$path" ] && cmp -s "$fresh" "$path" && [ "$(stat -c %a "$path")" = "${mode#0}" ]; then
    rm -f "$fresh"
    return 0
  fi
  mv -f "$fresh" "$path"
  # shellcheck disable=SC2034  # read by the steps
  CHANGED=1
}

# private_interface: the interface that has the address PRIVATE_IP; nothing where none has. It reads to the end: who stops early
# breaks the writer's pipe, which pipefail takes for a failure, now and then.
private_interface() { ip -o -4 address show | awk -v a="$PRIVATE_IP/" 'index($4, a) == 1 && !found { print $2; found = 1 }'; }

arch() {
  case "$(uname -m)" in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) fail "no k3s build for $(uname -m)" "use an x86_64 or aarch64 server type" ;;
  esac
}

alone
