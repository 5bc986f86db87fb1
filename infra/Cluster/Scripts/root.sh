#!/bin/sh
# Runs as an SSH user that is not root, in whatever POSIX shell it has, and hands a step to root's bash. The step and, behind it,
# its secrets go through a pipe: no argument limit of sudo's applies, and neither its log nor its command line shows them.
# Parameters: STEP, NODE_NAME, SSH_USER, STEP_TEXT (the composed step), set in front of this text.
: "${STEP:?}" "${NODE_NAME:?}" "${SSH_USER:?}" "${STEP_TEXT:?}"

# Asked first, so that a refusal is told apart from a step that fails; standard input stays untouched for the step.
seen=$(sudo -n bash -c : 2>&1 </dev/null) || {
  printf '%s/%s: failed: %s cannot become root: %s\n' "$NODE_NAME" "$STEP" "$SSH_USER" "$(printf '%s\n' "$seen" | tail -n 1)" >&2
  printf '%s/%s: to do: give %s sudo without a password: as root on this host, install sudo and put "%s ALL=(ALL) NOPASSWD: ALL" into /etc/sudoers.d/%s\n' \
    "$NODE_NAME" "$STEP" "$SSH_USER" "$SSH_USER" "$SSH_USER" >&2
  exit 1
}

{
  printf '%s\000' "$STEP_TEXT"
  cat
} | sudo -n bash -c 'IFS= read -r -d "" step && eval "$step"'
