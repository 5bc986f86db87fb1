#!/usr/bin/env bash
# Functions of every node step; the program puts this text in front of each step. Parameters are exported variables and secrets come on
# standard input, after the step's text (run.sh); none of them is an argument of a process.
set -euo pipefail
umask 022

: "${STEP:?}" "${NODE_NAME:?}"
STATE_DIR="${STATE_DIR:-/var/lib/infra}"
K3S_DATA="${K3S_DATA:-/var/lib/rancher/k3s}"

say() { printf '%s/%s: %s\n' "$NODE_NAME" "$STEP" "$*"; }

# fail PROBLEM REMEDY
fail() {
  printf '%s/%s: failed: %s\n' "$NODE_NAME" "$STEP" "$1" >&2
  printf '%s/%s: to do: %s\n' "$NODE_NAME" "$STEP" "${2:-see the lines above, then run pulumi up again}" >&2
  exit 1
}

# In the process group of the step, so that the time limit of the whole step (run.sh) ends it too.
timeout() { command timeout --foreground "$@"; }

# wait_for SECONDS SUBJECT COMMAND...: polls once a second (POLL_SECONDS); returns 1 after the limit. Names a wait of more than ten
# seconds, so that the output of a step that is stopped ends with what it waited for.
wait_for() {
  local limit=$1 subject=$2 began=$SECONDS named=0
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ $((SECONDS - began)) -ge "$limit" ]; then
      say "$subject: not reached within ${limit}s" >&2
      return 1
    fi
    if [ "$named" -eq 0 ] && [ $((SECONDS - began)) -ge 10 ]; then
      say "$subject: waiting for at most ${limit}s"
      named=1
    fi
    sleep "${POLL_SECONDS:-1}"
  done
  if [ "$SECONDS" -gt "$began" ]; then say "$subject: reached after $((SECONDS - began))s"; fi
}

# take_lock: allows one run of a step at a time on a host; the script of an interrupted SSH session may still be running.
take_lock() {
  mkdir -p "$STATE_DIR"
  exec 9>>"$STATE_DIR/lock-$STEP${LEAVER:+-$LEAVER}${IMAGE_KEY:+-$IMAGE_KEY}${PROJECT:+-$PROJECT}${GATE:+-$STACK-$GATE}"
  flock -w 300 9 ||
    fail "an earlier run of this step has not ended" \
      "find it on the host (pgrep -af 'bash -s'), wait for it or stop it, then run pulumi up again"
}

# put_file MODE PATH: replaces PATH by standard input in one rename, only if content or mode differ. Sets CHANGED=1 if it wrote.
put_file() {
  local mode=$1 path=$2 fresh
  mkdir -p "$(dirname "$path")"
  fresh=$(mktemp "$(dirname "$path")/.new.XXXXXX")
  if ! cat >"$fresh"; then
    rm -f "$fresh"
    fail "cannot write $path" \
      "free disk space ($(df -h --output=avail "$(dirname "$path")" | tail -n 1 | tr -d ' ') available), then run pulumi up again"
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

# in_effect NAME FILE...: whether a program was reloaded with the present content of its files, as mark_in_effect recorded it: false also
# after a run that was interrupted between writing a file and the reload.
in_effect() {
  local record="$STATE_DIR/in-effect-$1"
  shift
  [ -f "$record" ] && sha256sum "$@" 2>/dev/null | cmp -s - "$record"
}
mark_in_effect() {
  local record="$STATE_DIR/in-effect-$1"
  shift
  sha256sum "$@" | put_file 0644 "$record"
}

# private_interface: prints the interface with the address PRIVATE_IP, or nothing. awk reads to the end: if it stopped early, `ip` could
# fail on a closed pipe, and pipefail would report that.
private_interface() { ip -o -4 address show | awk -v a="$PRIVATE_IP/" 'index($4, a) == 1 && !found { print $2; found = 1 }'; }

arch() {
  case "$(uname -m)" in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) fail "k3s has no build for $(uname -m)" "use an x86_64 or aarch64 server type" ;;
  esac
}

take_lock
