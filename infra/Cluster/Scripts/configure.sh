#!/usr/bin/env bash
# Writes the wanted configuration into the stage folder; start.sh applies it, one server at a time.
# Parameters: CONFIG_YAML, KUBELET_YAML, AUDIT_POLICY_YAML, ADMISSION_YAML (the last two are empty on agents). Standard input: lines of
# `<file> <base64>` with the secret files (token, agent-token, registries.yaml). A secret file that is not sent is removed from the stage
# folder.
: "${CONFIG_YAML:?}" "${KUBELET_YAML:?}"
STAGE="$STATE_DIR/stage"

mkdir -p "$STAGE"
chmod 0700 "$STAGE"
put_file 0600 "$STAGE/config.yaml" <<<"$CONFIG_YAML"
put_file 0600 "$STAGE/kubelet.yaml" <<<"$KUBELET_YAML"
# stage NAME CONTENT: writes a file into the stage folder; removes it if the content is empty.
stage() {
  if [ -n "$2" ]; then put_file 0600 "$STAGE/$1" <<<"$2"; else rm -f "$STAGE/$1"; fi
}

stage audit.yaml "${AUDIT_POLICY_YAML:-}"
stage psa.yaml "${ADMISSION_YAML:-}"

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
say "configuration staged"
