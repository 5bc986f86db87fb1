#!/usr/bin/env bash
# Replaces dpkg-query -W -f '${db:Status-Status}' PACKAGE.
if [ -f "/var/lib/dpkg-double/${*: -1}" ]; then printf installed; else exit 1; fi
