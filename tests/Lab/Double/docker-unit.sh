#!/usr/bin/env bash
# Main program of the unit docker on a host of the lab: Debian's dockerd, in the host's namespaces and in control groups named after the
# lab. Reports that it has started as a unit of Type=notify does. With `stop`: ends the daemon as systemd would.
# A session of the host has its root by chroot, out of which `docker exec` would lead: the daemon has a mount namespace with that root.
set -u
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
pid=/run/docker.pid
if [ "${1:-}" = stop ]; then
  main=$(cat "$pid" 2>/dev/null) || exit 0
  kill "$main" 2>/dev/null
  for _ in $(seq 600); do
    kill -0 "$main" 2>/dev/null || exit 0
    sleep 0.05
  done
  exit 1
fi
# The former daemon's file, of a process that another one may have the number of by now.
rm -f "$pid"
# shellcheck disable=SC2016  # expanded by the inner shell
nsenter --target 1 --mount -- unshare --mount bash -c 'cd "$1" && shift && pivot_root . mnt && umount -l mnt && exec chroot . "$@"' enter \
  "$(cat /etc/docker/root)" dockerd --pidfile "$pid" --cgroup-parent "$(cat /etc/docker/cgroup)" &
main=$!
until curl -s --unix-socket /run/docker.sock http://docker/_ping >/dev/null; do
  kill -0 "$main" 2>/dev/null || exit 1
  sleep 0.05
done
[ -z "${NOTIFY_FILE:-}" ] || touch "$NOTIFY_FILE"
wait "$main"
