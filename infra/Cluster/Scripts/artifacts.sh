#!/usr/bin/env bash
# Downloads the pinned k3s binary, its install script and, with AIRGAP=true, its images into a folder of that version, and verifies
# their checksums. Changes nothing that runs: start.sh switches to the new version. Correct files are not downloaded again.
# Parameters: K3S_VERSION, ARTIFACTS_URL (folder that contains <version>/k3s...), INSTALL_SCRIPT_URL,
# AIRGAP (true: also the images), K3S_SHA256_AMD64, K3S_SHA256_ARM64, AIRGAP_SHA256_AMD64, AIRGAP_SHA256_ARM64,
# INSTALL_SCRIPT_SHA256 (empty: the checksum that the release publishes).
: "${K3S_VERSION:?}" "${ARTIFACTS_URL:?}" "${INSTALL_SCRIPT_URL:?}"
FOLDER="$STATE_DIR/artifacts/$K3S_VERSION"
BINARY=/usr/local/bin/k3s

# Some mirrors read `+` in a path as a space.
release_url() { printf '%s/%s' "${ARTIFACTS_URL%/}" "${K3S_VERSION/+/%2B}"; }

# A transfer that stalls (less than 1 kB/s for a minute) is retried.
download() { curl -fsSL --proto '=https,http' --connect-timeout 15 --speed-limit 1000 --speed-time 60 --retry 3 --retry-delay 2 "$@"; }

fetch() {
  local url=$1 to=$2
  download --max-time 600 -o "$to.part" "$url" || {
    rm -f "$to.part"
    fail "cannot download $url" \
      "check the address, outgoing connections and the disk ($(df -h --output=avail "$(dirname "$to")" | tail -n 1 | tr -d ' ') free)"
  }
  mv -f "$to.part" "$to"
}

matches() { [ -f "$2" ] && [ "$(sha256sum "$2" | cut -d ' ' -f 1)" = "$1" ]; }

# published_checksum URL NAME: prints the checksum that the release publishes for NAME.
published_checksum() {
  local sums
  sums=$(download --max-time 60 "$1") || fail "cannot download $1" "pin the checksum in the system file, or check the address"
  awk -v name="$2" '$2 == name || $2 == "*" name { print $1 }' <<<"$sums"
}

# ensure_file NAME URL PINNED_CHECKSUM CHECKSUMS_URL
ensure_file() {
  local name=$1 url=$2 wanted=$3 sums=$4 file
  file="$FOLDER/$name"
  # Later runs use the checksum verified at the first download: a changed or missing checksum list of the release has no effect.
  if [ -z "$wanted" ] && [ -s "$file.sha256" ]; then wanted=$(cat "$file.sha256"); fi
  if [ -z "$wanted" ]; then wanted=$(published_checksum "$sums" "$(basename "$url")"); fi
  [ "${#wanted}" -eq 64 ] || fail "$sums has no checksum of $(basename "$url")" "pin the checksum in the system file"
  if ! matches "$wanted" "$file"; then
    fetch "$url" "$file"
    if ! matches "$wanted" "$file"; then
      local actual
      actual=$(sha256sum "$file" | cut -d ' ' -f 1)
      rm -f "$file"
      fail "$url has checksum $actual, expected $wanted" "do not install it; find out why the file differs, or correct the pinned checksum"
    fi
  fi
  put_file 0644 "$file.sha256" <<<"$wanted"
}

minor() {
  local rest=${1#*.}
  echo "${rest%%.*}"
}

# Kubernetes supports upgrades by one minor version and no downgrades; k3s itself checks neither.
check_version_skew() {
  local now from to
  now=$("$BINARY" --version 2>/dev/null | sed -n 's/^k3s version \(v[0-9.]*+k3s[0-9]*\).*/\1/p') || return 0
  [ -n "$now" ] || return 0
  from=$(minor "$now") to=$(minor "$K3S_VERSION")
  if [ "$to" -lt "$from" ]; then
    fail "this node runs $now; $K3S_VERSION would be a downgrade" \
      "set the version back to $now, or restore a snapshot of the older version (docs/runbooks/quorum-loss.md)"
  fi
  if [ "$to" -gt $((from + 1)) ]; then
    fail "this node runs $now; $K3S_VERSION skips minor versions" \
      "upgrade to $(seq -s ', ' -f 'v1.%g' $((from + 1)) $((to - 1))) first, each with pulumi up"
  fi
}

check_version_skew
mkdir -p "$FOLDER"
case "$(arch)" in
  amd64) binary=k3s pinned="${K3S_SHA256_AMD64:-}" images_pinned="${AIRGAP_SHA256_AMD64:-}" ;;
  arm64) binary=k3s-arm64 pinned="${K3S_SHA256_ARM64:-}" images_pinned="${AIRGAP_SHA256_ARM64:-}" ;;
esac
ensure_file k3s "$(release_url)/$binary" "$pinned" "$(release_url)/sha256sum-$(arch).txt"
ensure_file install.sh "$INSTALL_SCRIPT_URL" "${INSTALL_SCRIPT_SHA256:-}" "$INSTALL_SCRIPT_URL.sha256sum"
if [ "${AIRGAP:-}" = true ]; then
  images="k3s-airgap-images-$(arch).tar.zst"
  ensure_file "$images" "$(release_url)/$images" "$images_pinned" "$(release_url)/sha256sum-$(arch).txt"
fi
chmod 0755 "$FOLDER/k3s" "$FOLDER/install.sh"
say "k3s $K3S_VERSION is downloaded and verified"
