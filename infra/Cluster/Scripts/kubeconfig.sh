#!/usr/bin/env bash
# Prints the administrator's kubeconfig as k3s wrote it, once what comes next can begin: objects of Traefik's kinds, which a job
# of k3s's brings a while after the API is ready. The output is a secret of the stack.
# Parameters: CERTIFICATE_GENERATION (read again when it changes), AWAITED_KIND (a definition to wait for; empty: none).
BINARY=/usr/local/bin/k3s
KIND_SECONDS="${KIND_SECONDS:-300}"

kind_is_there() { timeout 15 "$BINARY" kubectl get crd "$AWAITED_KIND" -o name; }

if [ -n "${AWAITED_KIND:-}" ]; then
  wait_for "$KIND_SECONDS" "$AWAITED_KIND" kind_is_there >&2 ||
    fail "k3s has not brought $AWAITED_KIND within ${KIND_SECONDS}s" "look at its job: k3s kubectl -n kube-system logs job/helm-install-traefik-crd"
fi
cat /etc/rancher/k3s/k3s.yaml || fail "no kubeconfig on this server" "k3s has not started here yet"
