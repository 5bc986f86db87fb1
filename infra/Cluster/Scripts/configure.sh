#!/usr/bin/env bash
# Lays the wanted configuration ready in the stage folder; start.sh puts it in force, one server at a time.
# Parameters: CONFIG_YAML, KUBELET_YAML, AUDIT_POLICY_YAML, ADMISSION_YAML (both empty on agents). Standard input: lines of `<file> <base64>` for what is secret
# (token, agent-token, registries.yaml); a secret file that no longer comes is removed from the stage.
: "${CONFIG_YAML:?}" "${KUBELET_YAML:?}"
STAGE="$STATE_DIR/stage"

mkdir -p "$STAGE"
chmod 0700 "$STAGE"
put_file 0600 "$STAGE/config.yaml" <<<"$CONFIG_YAML"
put_file 0600 "$STAGE/kubelet.yaml" <<<"$KUBELET_YAML"
# stage NAME CONTENT: a file that is not there where it is empty.
stage() {
  if [ -n "$2" ]; then put_file 0600 "$STAGE/$1" <<<"$2"; else rm -f "$STAGE/$1"; fi
}

stage audit.yaml "${AUDIT_POLICY_YAML:-}"
stage psa.yaml "${ADMISSION_YAML:-}"

came=" "
while read -r name content; do
  [ -n "$name" ] || continue
  case "$name" in
    token | agent-token | registries.yaml) ;;
    *) fail "unknown secret file $name" "the program and its scripts are of different versions" ;;
  esac
  base64 -d <<<"$content" | put_file 0600 "$STAGE/$name"
  came="$came$name "
done
for name in token agent-token registries.yaml; do
  [[ "$came" == *" $name "* ]] || rm -f "$STAGE/$name"
done
[ -s "$STAGE/token" ] || fail "no token came on standard input" "the stack's state is damaged: pulumi stack export and look at the cluster's token"
say "configuration staged"
