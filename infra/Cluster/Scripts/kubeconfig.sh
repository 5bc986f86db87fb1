#!/usr/bin/env bash
# Prints the administrator's kubeconfig as k3s wrote it. The output is a secret of the stack.
# Parameters: CERTIFICATE_GENERATION, which is not read: another one makes this run again, for the new certificate.
cat /etc/rancher/k3s/k3s.yaml || fail "no kubeconfig on this server" "k3s has not started here yet"
