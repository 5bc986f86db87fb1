# shellcheck shell=sh
# Functions of the scripts of dumps and restore tests. POSIX sh: half of them run in an image without bash. Parameters are variables
# and contain no secret; secrets are files, never arguments or variables of a process.
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

# room: free space in the scratch space.
room() { df -Pk "$WORK" | awk 'NR == 2 { printf "%d MiB free in the scratch space", $4 / 1024 }'; }

sha_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

stamp_of() { date -u -d "@$1" +%Y%m%dT%H%M%SZ; }

# number_of STAMP: its digits, for a comparison of numbers.
number_of() { printf '%s' "$1" | tr -cd '0-9'; }

# dumps_of FILE: names of the complete dumps in a list of the store's files; a name without a time is not a dump.
dumps_of() { sed -n 's/^\(.*-[0-9]\{8\}T[0-9]\{6\}Z\)\.manifest$/\1/p' "$1"; }

# value_of KEY FILE: value of a line in the head of a manifest.
value_of() { sed -n "/^$1 /{ s///p; q; }" "$2"; }

# use_remote: gives rclone a writable copy of its configuration, because it renews tokens in it. The copy is removed at the end: the
# next container sees the scratch space too.
use_remote() {
  : "${DESTINATION:?}"
  trap 'rm -f "$WORK/.rclone.conf"' EXIT
  cat "$RCLONE_CONF" >"$WORK/.rclone.conf" || fail "rclone.conf cannot be copied ($(room))" "look at the secret with rclone's configuration, and at databases.dumps[].scratch"
}

remote() { rclone --config "$WORK/.rclone.conf" --contimeout 30s --timeout 5m --retries "${RETRIES:-3}" --low-level-retries 5 --stats 0 "$@"; }

# cleared FOLDER: makes the folder empty; a pod's second attempt finds the files of the first.
cleared() {
  rm -rf "$1"
  mkdir -p "$1"
}

# tool NAME...: the first of these programs that is in the image.
tool() {
  for candidate in "$@"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  fail "none of these is in the image: $*" "name an image that has it"
}
