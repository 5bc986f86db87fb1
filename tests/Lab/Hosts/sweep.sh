#!/usr/bin/env bash
# Removes what a lab or a test run left on the machine: processes, network namespaces with their links, folders. Other names are kept.
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
rm -rf "${folder:?}/$name" "$folder/$name"-*
rm -f "$folder/$name.lease"
