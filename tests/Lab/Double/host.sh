#!/usr/bin/env bash
# First process of a host of the lab, in its own namespaces for processes, mounts and network: mounts a root file system over the
# machine's, then starts the units before the network, sshd, and Docker and k3s if they are enabled. All processes and mounts end with
# this one.
# Arguments: the host's folder, whose `upper` is its disk; a size limit for the disk of the node steps, or `-`.
set -eu
folder=$1 limit=$2
mkdir -p "$folder/upper" "$folder/work" "$folder/root" "$folder/docker"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
cd "$folder/root"
mount -t proc proc proc
mount --rbind /dev dev
mount -t sysfs -o ro sysfs sys
mount --rbind /sys/fs/cgroup sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mkdir -p run/sshd var/lib/infra var/lib/docker
# The layers of Docker's images cannot be on the host's own file system, which has layers itself.
mount --bind "$folder/docker" var/lib/docker
if [ "$limit" != - ]; then mount -t tmpfs -o "size=$limit" tmpfs var/lib/infra; fi
start_units() {
  local unit
  for unit in "$@"; do
    [ ! -f "$unit" ] || chroot . /usr/bin/systemctl start "$(basename "$unit")"
  done
}

start_units etc/systemd/system/multi-user.target.wants/infra-*
chroot . /usr/sbin/sshd -D -e </dev/null >>"$folder/sshd.log" 2>&1 &
sshd=$!
echo "$sshd" >run/sshd.pid
start_units etc/systemd/system/multi-user.target.wants/docker etc/systemd/system/multi-user.target.wants/k3s*
wait "$sshd"
