# shellcheck shell=bash
# Sourced by the scripts that run pulumi on a stack. Secrets come from the environment, and go to pulumi in no other way.

# Prints the missing variable; nothing when pulumi can reach and decrypt the state. A backend of one's own (PULUMI_BACKEND_URL) needs the
# passphrase of the stack, Pulumi Cloud a token.
missing_credential() {
  if [ -n "${PULUMI_BACKEND_URL:-}" ]; then
    [ -n "${PULUMI_CONFIG_PASSPHRASE:-}" ] || echo PULUMI_CONFIG_PASSPHRASE
  elif [ -z "${PULUMI_ACCESS_TOKEN:-}" ]; then
    echo "PULUMI_BACKEND_URL or PULUMI_ACCESS_TOKEN"
  fi
}

# Runs a command and shows its output, which a file receives too; returns the exit code of the command.
logged() {
  local log=$1
  shift
  set +e
  "$@" 2>&1 | tee "$log"
  local code=${PIPESTATUS[0]}
  set -e
  return "$code"
}

# Adds the end of a log to the summary of the job, folded.
summarize() {
  local title=$1 log=$2
  [ -n "${GITHUB_STEP_SUMMARY:-}" ] || return 0
  {
    printf '### %s\n\n<details><summary>log</summary>\n\n~~~~text\n' "$title"
    tail -c 50000 "$log" | sed 's/~~~~/~ ~ ~ ~/g'
    printf '\n~~~~\n\n</details>\n'
  } >> "$GITHUB_STEP_SUMMARY"
}
