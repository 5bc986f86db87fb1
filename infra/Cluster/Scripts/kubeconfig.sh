#!/usr/bin/env bash
# requires: node.sh
# Prints the administrator's kubeconfig that k3s wrote, after the AWAITED_KIND exists: the program creates objects of Traefik's kinds,
# and a k3s job installs these some time after the API is ready. Its certificate is valid for at least RENEW_DAYS: otherwise k3s is
# restarted, which renews certificates that expire within 120 days (k3s#12171; older releases: 90). The output is a secret of the stack.
# Parameters: those of node.sh, RENEW_DAYS, AWAITED_KIND (a CRD to wait for; empty: none); the step runs again when K3S_VERSION,
# CERTIFICATE_GENERATION or RENEWAL change.
: "${RENEW_DAYS:?}"
KUBECONFIG_FILE="${KUBECONFIG_FILE:-/etc/rancher/k3s/k3s.yaml}"
KIND_SECONDS="${KIND_SECONDS:-300}"

kind_exists() { timeout 15 "$BINARY" kubectl get crd "$AWAITED_KIND" -o name; }

# The parts that the program reads from the file.
has_parts() {
  local part
  for part in certificate-authority-data client-certificate-data client-key-data; do
    grep -qE "^ *$part: *[^ ]" "$KUBECONFIG_FILE" ||
      fail "$KUBECONFIG_FILE lacks $part" \
        "run systemctl restart k3s on this server, which writes the file again, then pulumi up"
  done
}

certificate() { sed -n 's/^ *client-certificate-data: *//p' "$KUBECONFIG_FILE" | base64 -d; }
is_valid_for_long() { certificate | openssl x509 -noout -checkend "$((RENEW_DAYS * 86400))"; }

renew() {
  wait_for "$READY_SECONDS" "the other servers ready" others_keep_quorum ||
    fail "the restart that renews the administrator's certificate would interrupt the cluster's quorum: $(servers | tr '\n' ';')" \
      "make the servers that are not Ready available first (columns: name, Ready, voter)"
  systemctl restart --no-block "$SERVICE"
  if ! wait_until_up; then
    journalctl -u "$SERVICE" -n 25 --no-pager -o cat >&2 || true
    fail "k3s does not start again after the restart that renews its certificates" "read the lines above, the end of k3s's log"
  fi
  is_valid_for_long ||
    fail "k3s did not renew the administrator's certificate; it expires on: $(certificate | openssl x509 -noout -enddate)" \
      "raise cluster.k3s.certificateGeneration by one, then run pulumi up again"
  say "certificate renewed"
}

{
  if [ -n "${AWAITED_KIND:-}" ]; then
    wait_for "$KIND_SECONDS" "$AWAITED_KIND" kind_exists ||
      fail "the CRD $AWAITED_KIND does not exist after ${KIND_SECONDS}s" \
        "read the log of its job: k3s kubectl -n kube-system logs job/helm-install-traefik-crd"
  fi
  [ -s "$KUBECONFIG_FILE" ] || fail "this server has no kubeconfig" "start k3s on it first: the step start must have succeeded"
  has_parts
  is_valid_for_long || renew
  has_parts
} >&2
cat "$KUBECONFIG_FILE"
