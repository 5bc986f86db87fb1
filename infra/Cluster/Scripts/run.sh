#!/usr/bin/env bash
# The first part of the standard input of a session: runs the second part, the step, with bash as root and within a time limit. What
# follows the step is the step's own standard input. bash reads commands from a pipe byte by byte, each to its end, so the rest of the
# input is left for the program that a command starts. Neither an argument nor a log contains the script or its secrets.
# Parameters, set in front of this text: STEP, NODE_NAME, SSH_USER, LIMIT_SECONDS.
BECOME=""
if [ "$SSH_USER" != root ]; then
  BECOME="sudo -n"
  # Checks sudo first, so that a missing right is not reported as a failed step; standard input is left for the step.
  seen=$(sudo -n bash -c : 2>&1 </dev/null) || {
    printf '%s/%s: failed: %s cannot become root: %s\n' "$NODE_NAME" "$STEP" "$SSH_USER" "$(printf '%s\n' "$seen" | tail -n 1)" >&2
    printf '%s/%s: to do: give %s sudo without a password: as root on this host, %s "%s ALL=(ALL) NOPASSWD: ALL" into /etc/sudoers.d/%s\n' \
      "$NODE_NAME" "$STEP" "$SSH_USER" 'install sudo and put' "$SSH_USER" "$SSH_USER" >&2
    exit 1
  }
fi
SECONDS=0 code=0
$BECOME timeout --kill-after=10 "$LIMIT_SECONDS" bash -s || code=$?
if [ "$SECONDS" -ge "$LIMIT_SECONDS" ] && { [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; }; then
  printf '%s/%s: failed: the step did not end within %s s and was stopped\n' "$NODE_NAME" "$STEP" "$LIMIT_SECONDS" >&2
  printf '%s/%s: to do: read above what it waited for, correct that, then run pulumi up again: it continues where this run was stopped\n' \
    "$NODE_NAME" "$STEP" >&2
fi
exit "$code"
