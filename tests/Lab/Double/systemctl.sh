#!/usr/bin/env bash
# Replaces systemctl: units are files in /etc/systemd/system with one ExecStart; Type=notify is a file that the process
# creates; Restart=always restarts after half a second; the journal is one file per unit; Type=oneshot stays active after its exit.
# Enabled units start with the host. ExecStop and ExecReload are run where a unit has them. Supports the verbs below, --quiet, --now and
# --no-block.
set -u
UNITS=/etc/systemd/system
RUN=/run/systemd-double
mkdir -p "$RUN" "$UNITS/multi-user.target.wants"
quiet=0 now=0 words=()
for word in "$@"; do
  case "$word" in
    -q | --quiet) quiet=1 ;;
    --now) now=1 ;;
    --no-block) ;;
    -*) echo "the double does not support: systemctl $*" >&2 && exit 1 ;;
    *) words+=("${word%.service}") ;;
  esac
done
verb=${words[0]:-} unit=${words[1]:-}

alive() { [ -f "$RUN/$unit.pid" ] && kill -0 "$(cat "$RUN/$unit.pid")" 2>/dev/null; }
oneshot() { grep -qsx Type=oneshot "$UNITS/$unit.service"; }
# run KEY: runs the command of a oneshot unit, with its output in the journal.
run() { bash -c "$(sed -n "s/^$1=//p" "$UNITS/$unit.service")" </dev/null >>"/var/log/$unit.journal" 2>&1; }
state() {
  if oneshot && [ -f "$RUN/$unit.notified" ]; then
    echo active
  elif ! alive; then
    echo inactive
  elif [ -f "$RUN/$unit.notified" ]; then
    echo active
  else
    echo activating
  fi
}

# Units of Debian packages: they exist once the package is installed, and are active without a process.
of_package() {
  case "$unit" in
    iscsid) [ -f /var/lib/dpkg-double/open-iscsi ] ;;
    nftables) [ -f /var/lib/dpkg-double/nftables ] ;;
    *) return 1 ;;
  esac
}

known() {
  [ -f "$UNITS/$unit.service" ] || of_package || { echo "Failed to $verb unit: Unit $unit.service does not exist." >&2 && exit 5; }
}

stop() {
  if [ -f "$RUN/$unit.notified" ] && grep -qs ^ExecStop= "$UNITS/$unit.service"; then run ExecStop; fi
  if alive; then kill -9 -- "-$(cat "$RUN/$unit.pid")" 2>/dev/null; fi
  rm -f "$RUN/$unit.pid" "$RUN/$unit.notified"
}

start() {
  known
  if of_package || alive; then return 0; fi
  if oneshot; then
    [ -f "$RUN/$unit.notified" ] || { run ExecStart && touch "$RUN/$unit.notified"; }
    return
  fi
  local command
  command=$(sed -n 's/^ExecStart=//p' "$UNITS/$unit.service")
  rm -f "$RUN/$unit.notified"
  # shellcheck disable=SC2016  # expanded by the inner shell
  NOTIFY_FILE="$RUN/$unit.notified" setsid bash -c 'while :; do $1; rm -f "$NOTIFY_FILE"; sleep 0.5; done' supervisor "$command" \
    </dev/null >>"/var/log/$unit.journal" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  echo $! >"$RUN/$unit.pid"
  # The others wait for k3s themselves, and look at its journal meanwhile.
  if [ "$unit" = docker ]; then wait_until_notified; fi
}

wait_until_notified() {
  for _ in $(seq 600); do
    [ ! -f "$RUN/$unit.notified" ] || return 0
    sleep 0.05
  done
  echo "Job for $unit.service failed because a timeout was exceeded." >&2
  return 1
}

case "$verb" in
  daemon-reload) ;;
  enable)
    known && { [ -f "$UNITS/multi-user.target.wants/$unit" ] || touch "$UNITS/multi-user.target.wants/$unit"; } &&
      if [ "$now" = 1 ]; then start; fi
    ;;
  disable) rm -f "$UNITS/multi-user.target.wants/$unit" && if [ "$now" = 1 ]; then stop; fi ;;
  start) start ;;
  stop) stop ;;
  restart) known && stop && start ;;
  try-restart) if alive; then stop && start; fi ;;
  reload)
    if grep -qs ^ExecReload= "$UNITS/$unit.service"; then
      run ExecReload
    elif [ "$unit" = ssh ] || [ "$unit" = sshd ]; then
      kill -HUP "$(cat /run/sshd.pid)"
    fi
    ;;
  is-active)
    if of_package; then exit 0; fi
    [ "$quiet" = 1 ] || state
    [ "$(state)" = active ]
    ;;
  *) echo "the double does not support: systemctl $*" >&2 && exit 1 ;;
esac
