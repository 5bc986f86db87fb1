#!/usr/bin/env bash
# Prints the administrator's kubeconfig that k3s wrote, after the AWAITED_KIND exists: the program creates objects of Traefik's kinds,
# and a k3s job installs these some time after the API is ready. The output is a secret of the stack.
# Parameters: CERTIFICATE_GENERATION (the step runs again when it changes), AWAITED_KIND (a CRD to wait for; empty: none).
BINARY=/usr/local/bin/k3s
KIND_SECONDS="${KIND_SECONDS:-300}"

kind_exists() { timeout 15 "$BINARY" kubectl get crd "$AWAITED_KIND" -o name; }

if [ -n "${AWAITED_KIND:-}" ]; then
  wait_for "$KIND_SECONDS" "$AWAITED_KIND" kind_exists >&2 ||
    fail "the CRD $AWAITED_KIND does not exist after ${KIND_SECONDS}s" \
      "read the log of its job: k3s kubectl -n kube-system logs job/helm-install-traefik-crd"
fi
cat /etc/rancher/k3s/k3s.yaml || fail "this server has no kubeconfig" "start k3s on it first: the step start must have succeeded"
