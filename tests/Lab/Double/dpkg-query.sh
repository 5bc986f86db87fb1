#!/usr/bin/env bash
# Replaces dpkg-query -W -f FORMAT PACKAGE, with the format ${db:Status-Status} or ${Version}.
file="/var/lib/dpkg-double/${*: -1}"
[ -f "$file" ] || exit 1
# shellcheck disable=SC2016  # a format of dpkg
case "$*" in
  *'${Version}'*) cat "$file" ;;
  *) printf installed ;;
esac
