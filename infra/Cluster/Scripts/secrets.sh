#!/usr/bin/env bash
# Writes the secret files into the stage folder; start.sh applies them. A secret file that is not sent is removed from the stage folder.
# Standard input: lines of `<file> <base64>` (token, agent-token, registries.yaml).
STAGE="$STATE_DIR/stage"

mkdir -p "$STAGE"
chmod 0700 "$STAGE"
received=" "
while read -r name content; do
  [ -n "$name" ] || continue
  case "$name" in
    token | agent-token | registries.yaml) ;;
    *) fail "unknown secret file $name" "run pulumi up with a clean checkout: program and scripts are of different versions" ;;
  esac
  base64 -d <<<"$content" | put_file 0600 "$STAGE/$name"
  received="$received$name "
done
for name in token agent-token registries.yaml; do
  [[ "$received" == *" $name "* ]] || rm -f "$STAGE/$name"
done
[ -s "$STAGE/token" ] ||
  fail "no token on standard input" "the stack's state is damaged: check the cluster's token with pulumi stack export"
say "secrets staged"
