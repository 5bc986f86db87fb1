#!/usr/bin/env bash
# Fetches the pinned k3s binary, its install script and, where asked, its images into a folder of that version and verifies them.
# Nothing running is touched: start.sh switches over. Skipped when what is there is already right.
# Parameters: K3S_VERSION, ARTIFACTS_URL (folder that holds <version>/k3s...), INSTALL_SCRIPT_URL,
# AIRGAP (true: the images too), K3S_SHA256_AMD64, K3S_SHA256_ARM64, AIRGAP_SHA256_AMD64, AIRGAP_SHA256_ARM64,
# INSTALL_SCRIPT_SHA256 (empty: the release's own checksum is used).
: "${K3S_VERSION:?}" "${ARTIFACTS_URL:?}" "${INSTALL_SCRIPT_URL:?}"
FOLDER="$STATE_DIR/artifacts/$K3S_VERSION"
BINARY=/usr/local/bin/k3s

# A `+` means a space in some mirrors' paths.
release_url() { printf '%s/%s' "${ARTIFACTS_URL%/}" "${K3S_VERSION/+/%2B}"; }

# A server that takes the connection and then says nothing, or next to nothing, for a minute is asked again, not waited for.
download() { curl -fsSL --proto '=https,http' --connect-timeout 15 --speed-limit 1000 --speed-time 60 --retry 3 --retry-delay 2 "$@"; }

fetch() {
  local url=$1 to=$2
  download --max-time 600 -o "$to.part" "$url" || {
    rm -f "$to.part"
    fail "cannot fetch $url" "check the address, the host's way out and its free disk ($(df -h --output=avail "$(dirname "$to")" | tail -n 1 | tr -d ' ') free)"
  }
  mv -f "$to.part" "$to"
}

matches() { [ -f "$2" ] && [ "$(sha256sum "$2" | cut -d ' ' -f 1)" = "$1" ]; }

# published_sum URL NAME: the checksum that the release lists for NAME.
published_sum() {
  local sums
  sums=$(download --max-time 60 "$1") || fail "cannot fetch $1" "pin the checksum in the system file, or check the address"
  awk -v name="$2" '$2 == name || $2 == "*" name { print $1 }' <<<"$sums"
}

# take NAME URL PINNED SUMS_URL
take() {
  local name=$1 url=$2 wanted=$3 sums=$4 file
  file="$FOLDER/$name"
  # The checksum verified at the first download is kept, so that a release whose list is gone or changed cannot alter what runs.
  if [ -z "$wanted" ] && [ -s "$file.sha256" ]; then wanted=$(cat "$file.sha256"); fi
  if [ -z "$wanted" ]; then wanted=$(published_sum "$sums" "$(basename "$url")"); fi
  [ "${#wanted}" -eq 64 ] || fail "no checksum for $(basename "$url") in $sums" "pin it in the system file"
  if ! matches "$wanted" "$file"; then
    fetch "$url" "$file"
    if ! matches "$wanted" "$file"; then
      local got
      got=$(sha256sum "$file" | cut -d ' ' -f 1)
      rm -f "$file"
      fail "$url has checksum $got, expected $wanted" "do not go on: find out who changed it, or correct the pinned checksum"
    fi
  fi
  put_file 0644 "$file.sha256" <<<"$wanted"
}

minor() {
  local rest=${1#*.}
  echo "${rest%%.*}"
}

# Kubernetes goes one minor version at a time and never back; k3s itself refuses neither.
refuse_leap() {
  local now from to
  now=$("$BINARY" --version 2>/dev/null | sed -n 's/^k3s version \(v[0-9.]*+k3s[0-9]*\).*/\1/p') || return 0
  [ -n "$now" ] || return 0
  from=$(minor "$now") to=$(minor "$K3S_VERSION")
  if [ "$to" -lt "$from" ]; then
    fail "this node runs $now; $K3S_VERSION would be a downgrade" "set the version back to $now, or restore a snapshot of the older version (docs/runbooks/quorum-loss.md)"
  fi
  if [ "$to" -gt $((from + 1)) ]; then
    fail "this node runs $now; $K3S_VERSION skips minor versions" "go through $(seq -s ', ' -f 'v1.%g' $((from + 1)) $((to - 1))) first, each with pulumi up"
  fi
}

refuse_leap
mkdir -p "$FOLDER"
case "$(arch)" in
  amd64) binary=k3s pinned="${K3S_SHA256_AMD64:-}" images_pinned="${AIRGAP_SHA256_AMD64:-}" ;;
  arm64) binary=k3s-arm64 pinned="${K3S_SHA256_ARM64:-}" images_pinned="${AIRGAP_SHA256_ARM64:-}" ;;
esac
take k3s "$(release_url)/$binary" "$pinned" "$(release_url)/sha256sum-$(arch).txt"
take install.sh "$INSTALL_SCRIPT_URL" "${INSTALL_SCRIPT_SHA256:-}" "$INSTALL_SCRIPT_URL.sha256sum"
if [ "${AIRGAP:-}" = true ]; then
  images="k3s-airgap-images-$(arch).tar.zst"
  take "$images" "$(release_url)/$images" "$images_pinned" "$(release_url)/sha256sum-$(arch).txt"
fi
chmod 0755 "$FOLDER/k3s" "$FOLDER/install.sh"
say "k3s $K3S_VERSION at hand"
