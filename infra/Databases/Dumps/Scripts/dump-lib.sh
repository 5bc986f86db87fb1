# shellcheck shell=sh
# Functions of the scripts for dumps and restore tests. POSIX sh, because some run in an image without bash. Parameters are variables
# without secrets; secrets are files, never arguments or variables of a process.
set -eu
umask 077

: "${STEP:?}" "${WORK:?}" "${ENGINE:?}" "${SERVER:?}" "${DATABASE:?}"
CREDENTIALS="${CREDENTIALS:-/credentials}"
RCLONE_CONF="${RCLONE_CONF:-/rclone/rclone.conf}"
NOW="${NOW:-$(date +%s)}"

say() { printf '%s %s/%s: %s\n' "$STEP" "$SERVER" "$DATABASE" "$*"; }

# fail PROBLEM REMEDY: prints the last lines, which Kubernetes also keeps as the pod's termination message.
fail() {
  printf '%s %s/%s: failed: %s\n' "$STEP" "$SERVER" "$DATABASE" "$1" >&2
  printf '%s %s/%s: to do: %s\n' "$STEP" "$SERVER" "$DATABASE" "$2" >&2
  exit 1
}

# free_space: prints the free space of the scratch volume.
free_space() { df -Pk "$WORK" | awk 'NR == 2 { printf "%d MiB free on the scratch volume", $4 / 1024 }'; }

sha256_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

stamp_of() { date -u -d "@$1" +%Y%m%dT%H%M%SZ; }

# number_of STAMP: prints its digits, for a numeric comparison.
number_of() { printf '%s' "$1" | tr -cd '0-9'; }

# dumps_of FILE: prints the names of complete dumps in a list of the bucket's files; a name without a time is not a dump.
dumps_of() { sed -n 's/^\(.*-[0-9]\{8\}T[0-9]\{6\}Z\)\.manifest$/\1/p' "$1"; }

# value_of KEY FILE: prints the value of a line in the head of a manifest.
value_of() { sed -n "/^$1 /{ s///p; q; }" "$2"; }

# configure_rclone: gives rclone a writable copy of its configuration, because it renews tokens in it. The copy is removed at the end:
# the next container has the same scratch volume.
configure_rclone() {
  : "${DESTINATION:?}"
  trap 'rm -f "$WORK/.rclone.conf"' EXIT
  cat "$RCLONE_CONF" >"$WORK/.rclone.conf" ||
    fail "cannot copy rclone.conf ($(free_space))" \
      "check the secret with rclone's configuration, and raise databases.dumps[].scratch if space is low"
}

remote() {
  rclone --config "$WORK/.rclone.conf" --contimeout 30s --timeout 5m --retries "${RETRIES:-3}" --low-level-retries 5 --stats 0 "$@"
}

# empty_folder FOLDER: creates the folder, without any files of an earlier attempt of the pod.
empty_folder() {
  rm -rf "$1"
  mkdir -p "$1"
}

# tool NAME...: prints the first of these programs that the image has.
tool() {
  for candidate in "$@"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  fail "the image has none of: $*" "set an image that has one of them"
}
