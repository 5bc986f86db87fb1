#!/usr/bin/env bash
# requires: node.sh
# Replaces the cluster's server token, with which etcd's copy of the cluster's CAs is encrypted. Runs once on one server, before the
# servers restart with the new token one by one. Does nothing if the token is already in use or there is no cluster.
# Sends the request of `k3s token rotate`, PUT /v1-k3s/token, itself: that command accepts the new token only as an argument.
# Parameters: those of node.sh. Standard input: the new token.
FORMER="$STATE_DIR/tokens"
TOKEN_FILE="$K3S_DATA/server/token"

# curl reads both tokens from its standard input; printf is a shell builtin, so no process has them as arguments.
put_token() {
  printf 'user = "server:%s"\ndata = "{\\"newToken\\":\\"%s\\"}"\n' "$old" "$new" |
    curl -sS --fail-with-body --config - --cacert "$K3S_DATA/server/tls/server-ca.crt" --noproxy '*' --connect-timeout 5 --max-time 60 \
      -X PUT -H 'Content-Type: application/json' https://127.0.0.1:6443/v1-k3s/token
}

IFS= read -r new || [ -n "$new" ] || fail "no token on standard input" "run infra-rotate-token <$STAGE/token"
[[ "$new" =~ ^[A-Za-z0-9]{16,}$ ]] ||
  fail "the new token does not consist of at least 16 letters and digits" \
    "let pulumi up create it: raise cluster.k3s.tokenGeneration by one"
if ! has_data; then
  say "this server has no cluster yet"
  exit 0
fi
wait_for "$READY_SECONDS" "API ready" api_ready ||
  fail "this server's API is not ready, so its token cannot be rotated" \
    "make it ready first; check the cluster's quorum: docs/runbooks/quorum-loss.md"
old=$(password_of "$(cat "$TOKEN_FILE")")
if [ "$old" = "$new" ]; then
  say "the token is already in use"
  exit 0
fi
mkdir -p "$FORMER"
chmod 0700 "$FORMER"
put_file 0600 "$FORMER/until-$(date -u +%Y%m%dT%H%M%SZ)" <<<"$old"
put_token >&2 || fail "k3s rejects the new token; the old one is still in use" "see the lines above, then run pulumi up again"
[ "$(password_of "$(cat "$TOKEN_FILE")")" = "$new" ] ||
  fail "k3s accepted the new token but did not store it" "check $TOKEN_FILE and the log of k3s before you restart any server"
say "the token is in use; the former one, for older snapshots, is in $FORMER"
