#!/bin/sh
# Runs as an SSH user other than root, in the user's POSIX shell, and gives a step to bash as root. The step and then its secrets go
# through a pipe: sudo's limit for arguments does not apply, and neither sudo's log nor its command line contains them.
# Parameters: STEP, NODE_NAME, SSH_USER, STEP_TEXT (the composed step), set in front of this text.
: "${STEP:?}" "${NODE_NAME:?}" "${SSH_USER:?}" "${STEP_TEXT:?}"

# Checks sudo first, so that a missing right is not reported as a failed step; standard input is left for the step.
seen=$(sudo -n bash -c : 2>&1 </dev/null) || {
  printf '%s/%s: failed: %s cannot become root: %s\n' "$NODE_NAME" "$STEP" "$SSH_USER" "$(printf '%s\n' "$seen" | tail -n 1)" >&2
  printf '%s/%s: to do: give %s sudo without a password: as root on this host, %s "%s ALL=(ALL) NOPASSWD: ALL" into /etc/sudoers.d/%s\n' \
    "$NODE_NAME" "$STEP" "$SSH_USER" 'install sudo and put' "$SSH_USER" "$SSH_USER" >&2
  exit 1
}

{
  printf '%s\000' "$STEP_TEXT"
  cat
} | sudo -n bash -c 'IFS= read -r -d "" step && eval "$step"'
