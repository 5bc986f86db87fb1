#!/usr/bin/env bash
# Replaces the k3s binary: servers and agents are a program (K3sDouble.cs), and the other commands ask it over loopback.
# The lab fills in VERSION and PROGRAM, so that each version is a file with its own checksum.
set -u
VERSION=@VERSION@
PROGRAM=@PROGRAM@
IMAGES="${DOUBLE_IMAGES:-/var/lib/rancher/k3s/agent/containerd-double}"
UNITS="${DOUBLE_UNITS:-/run/systemd-double}"

ask() {
  local port=6443 out IFS=$'\n'
  case "${1:-} ${2:-}" in
    "--kubeconfig /var/lib/rancher/k3s/agent/kubelet.kubeconfig") port=6444 && shift 2 ;;
  esac
  if out=$(curl -sk --fail-with-body --noproxy '*' --max-time 20 --data-binary "$*" "https://127.0.0.1:$port/double/cli"); then
    [ -z "$out" ] || printf '%s\n' "$out"
  else
    printf '%s\n' "${out:-The connection to the server 127.0.0.1:$port was refused - did you specify the right host or port?}" >&2
    exit 1
  fi
}

# containerd's images, one file each with digest and labels. Available while k3s runs; accepts uncompressed archives of Docker.
containerd() {
  if ! compgen -G "$UNITS/k3s*.notified" >/dev/null; then
    echo 'ctr: failed to dial "/run/k3s/containerd/containerd.sock": connect: connection refused' >&2 && exit 1
  fi
  mkdir -p "$IMAGES"
  local name digest labels
  case "$*" in
    "-n k8s.io images import -") import ;;
    "-n k8s.io images ls -q") for name in "$IMAGES"/*; do if [ -f "$name" ]; then image_of "$name"; fi; done ;;
    "-n k8s.io images ls")
      echo "REF TYPE DIGEST SIZE PLATFORMS LABELS"
      for name in "$IMAGES"/*; do
        [ -f "$name" ] || continue
        read -r digest labels <"$name"
        echo "$(image_of "$name") application/vnd.docker.distribution.manifest.v2+json $digest 1.0 MiB linux/amd64 $labels"
      done
      ;;
    "-n k8s.io images label "*" io.cri-containerd.pinned=pinned")
      name=$(file_of "$5")
      [ -f "$name" ] || { echo "ctr: image \"$5\": not found" >&2 && exit 1; }
      read -r digest labels <"$name"
      echo "$digest io.cri-containerd.image=managed,io.cri-containerd.pinned=pinned" >"$name"
      ;;
    *) echo "the double does not support: ctr $*" >&2 && exit 1 ;;
  esac
}

file_of() { printf '%s/%s' "$IMAGES" "${1//\//,}"; }
image_of() {
  local name=${1##*/}
  printf '%s\n' "${name//,//}"
}

# An import replaces the image's digest and labels.
import() {
  local archive image digest
  archive=$(mktemp)
  cat >"$archive"
  if [ "$(head -c 2 "$archive" | od -An -tx1)" = " 1f 8b" ] || ! image=$(tar -xOf "$archive" manifest.json 2>/dev/null); then
    rm -f "$archive"
    echo "ctr: archive/tar: invalid tar header" >&2 && exit 1
  fi
  image=$(sed -n 's/.*"RepoTags":\["\([^"]*\)"\].*/\1/p' <<<"$image")
  case "$image" in
    *.*/*) ;;
    */*) image="docker.io/$image" ;;
    *) image="docker.io/library/$image" ;;
  esac
  digest="sha256:$(sha256sum "$archive" | cut -d ' ' -f 1)"
  rm -f "$archive"
  echo "$digest io.cri-containerd.image=managed" >"$(file_of "$image")"
  echo "unpacking $image ($digest)...done"
}

case "${1:-}" in
  --version) printf 'k3s version %s (double)\n' "$VERSION" ;;
  server | agent)
    for archive in /var/lib/rancher/k3s/agent/images/*.tar.zst; do
      [ ! -f "$archive" ] || echo "Importing images from $archive: $(cat "$archive")"
    done
    exec dotnet "$PROGRAM" "$VERSION" "$@"
    ;;
  kubectl) shift && ask "$@" ;;
  etcd-snapshot)
    case "${2:-}" in
      save)
        [ "${3:-}" = --name ] || { echo "the double supports: etcd-snapshot save --name NAME" >&2 && exit 1; }
        ask get --raw /readyz >/dev/null || exit 1
        mkdir -p /var/lib/rancher/k3s/server/db/snapshots
        # This file has etcd's data, and the token with which that data is encrypted.
        install -m 0600 /var/lib/rancher/k3s/server/db/etcd/member/wal/state.json \
          "/var/lib/rancher/k3s/server/db/snapshots/$4-$(uname -n)-$(date +%s)"
        ;;
      prune)
        if [ "${3:-}" != --name ] || [[ "${5:-}" != --snapshot-retention=* ]]; then
          echo "the double supports: etcd-snapshot prune --name NAME --snapshot-retention=N" >&2
          exit 1
        fi
        # Keeps the newest snapshots whose names begin with NAME.
        find /var/lib/rancher/k3s/server/db/snapshots -name "$4*" -printf '%T@ %p\n' |
          sort -rn | sed "1,${5#*=}d" | cut -d ' ' -f 2 | xargs -r rm
        ;;
      *) echo "the double supports: etcd-snapshot save, prune" >&2 && exit 1 ;;
    esac
    ;;
  certificate)
    [ "${2:-} $#" = "rotate 2" ] || { echo "the double supports: certificate rotate" >&2 && exit 1; }
    # k3s moves the certificates to a folder named after the time; the next start issues new ones.
    mkdir -p /var/lib/rancher/k3s/server/tls
    mv /var/lib/rancher/k3s/server/tls "/var/lib/rancher/k3s/server/tls-$(date +%s%N)"
    ;;
  ctr) shift && containerd "$@" ;;
  *) echo "the double does not support: k3s $*" >&2 && exit 1 ;;
esac
exit
