#!/usr/bin/env bash
# Stands in for the k3s binary: servers and agents are a program (K3sDouble.cs), the other commands ask it over loopback.
# VERSION and PROGRAM are written in by the lab; another version is another file with another checksum.
set -u
VERSION=@VERSION@
PROGRAM=@PROGRAM@
IMAGES=/var/lib/rancher/k3s/agent/containerd-double

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

case "${1:-}" in
  --version) printf 'k3s version %s (double)\n' "$VERSION" ;;
  server | agent) exec dotnet "$PROGRAM" "$VERSION" "$1" ;;
  kubectl) shift && ask "$@" ;;
  etcd-snapshot)
    case "${2:-}" in
      save)
        [ "${3:-}" = --name ] || { echo "the double knows: etcd-snapshot save --name NAME" >&2 && exit 1; }
        ask get --raw /readyz >/dev/null || exit 1
        mkdir -p /var/lib/rancher/k3s/server/db/snapshots
        touch "/var/lib/rancher/k3s/server/db/snapshots/$4-$(uname -n)-$(date +%s)"
        ;;
      *) echo "the double knows: etcd-snapshot save" >&2 && exit 1 ;;
    esac
    ;;
  ctr)
    mkdir -p "$IMAGES"
    case "${2:-} ${3:-} ${4:-}" in
      # The double of an archive is a text whose first line is the image's name.
      "images import "?*) head -n 1 "$4" >"$IMAGES/$(head -n 1 "$4" | tr '/:' '__')" ;;
      "images ls -q") cat "$IMAGES"/* 2>/dev/null || true ;;
      *) echo "the double does not know: ctr ${*:2}" >&2 && exit 1 ;;
    esac
    ;;
  *) echo "the double does not know: k3s $*" >&2 && exit 1 ;;
esac
exit
