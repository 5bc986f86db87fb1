#!/usr/bin/env bash
# Replaces sysctl: the lab's hosts share one kernel, so each stores its settings in files. Supports -n KEY and -q -w KEY=VALUE.
KEPT=/var/lib/sysctl-double
mkdir -p "$KEPT"
case "$1" in
  -n) cat "$KEPT/$2" 2>/dev/null ;;
  -q) printf '%s\n' "${3#*=}" >"$KEPT/${3%%=*}" ;;
  *) echo "the double does not support: sysctl $*" >&2 && exit 1 ;;
esac
