#!/usr/bin/env bash
# Removes what a lab or a test run left on the machine: processes, network namespaces with their links, control groups,
# folders. Other names are kept.
# Arguments: the folder of the disks, the name. With a third argument, first waits for the end of standard input.
set -u
folder=$1 name=$2
if [ $# -gt 2 ]; then
  trap '' HUP INT TERM
  cat
fi
for space in "/run/netns/$name" "/run/netns/$name"-*; do
  [ -e "$space" ] || continue
  ip netns pids "${space##*/}" | xargs -r kill -9
  ip netns del "${space##*/}"
done
# A control group is empty once the kernel has ended its last process.
for group in /sys/fs/cgroup/"$name"-* /sys/fs/cgroup/*/"$name"-*; do
  for _ in $(seq 40); do
    [ -d "$group" ] || break
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.05
  done
done
rm -rf "${folder:?}/$name" "$folder/$name"-*
rm -f "$folder/$name.lease"
