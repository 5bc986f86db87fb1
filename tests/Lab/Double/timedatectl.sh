#!/usr/bin/env bash
# Replaces timedatectl: the clock is synchronized unless /run/clock-adrift exists.
if [ -f /run/clock-adrift ]; then echo no; else echo yes; fi
