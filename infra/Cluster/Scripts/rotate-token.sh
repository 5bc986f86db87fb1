#!/usr/bin/env bash
# Makes the cluster's server token a new one: what etcd keeps of the cluster's authorities is encrypted with it. Runs on one
# server, once, before the servers restart with it one by one. Does nothing where the token is in force or no cluster is.
# It asks k3s what `k3s token rotate` asks, PUT /v1-k3s/token, because that command takes the new token as an argument only.
# Parameters: those of node.sh. Standard input: the new token, alone.
FORMER="$STATE_DIR/tokens"
TOKEN_FILE="$K3S_DATA/server/token"

# Both tokens go to curl by its standard input; what prints them is no process of its own.
put_token() {
  printf 'user = "server:%s"\ndata = "{\\"newToken\\":\\"%s\\"}"\n' "$old" "$new" |
    curl -sS --fail-with-body --config - --cacert "$K3S_DATA/server/tls/server-ca.crt" --noproxy '*' --connect-timeout 5 --max-time 60 \
      -X PUT -H 'Content-Type: application/json' https://127.0.0.1:6443/v1-k3s/token
}

IFS= read -r new || [ -n "$new" ] || fail "no token came on standard input" "infra-rotate-token <$STAGE/token"
[[ "$new" =~ ^[A-Za-z0-9]{16,}$ ]] || fail "the new token is no row of at least 16 letters and digits" "let pulumi up make it: raise cluster.k3s.tokenGeneration by one"
if ! has_data; then
  say "no cluster here yet"
  exit 0
fi
wait_for "$READY_SECONDS" "API ready" api_ready ||
  fail "this server's API is not ready, so its token cannot be changed" "bring it back first; the cluster may have lost its quorum: docs/runbooks/quorum-loss.md"
old=$(password_of "$(cat "$TOKEN_FILE")")
if [ "$old" = "$new" ]; then
  say "the token is in force already"
  exit 0
fi
mkdir -p "$FORMER"
chmod 0700 "$FORMER"
put_file 0600 "$FORMER/until-$(date -u +%Y%m%dT%H%M%SZ)" <<<"$old"
put_token >&2 || fail "k3s does not take the new token; the old one is still in force" "the lines above say why; then run pulumi up again"
[ "$(password_of "$(cat "$TOKEN_FILE")")" = "$new" ] || fail "k3s took the new token and did not keep it" "look at $TOKEN_FILE and the log of k3s before any server is restarted"
say "the token is in force; the former one, for snapshots of its time, is kept in $FORMER"
