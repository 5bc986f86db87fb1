#!/usr/bin/env bash
# Writes the wanted configuration into the stage folder; start.sh applies it, one server at a time.
# Parameters: CONFIG_YAML, KUBELET_YAML, AUDIT_POLICY_YAML, ADMISSION_YAML (the last two are empty on agents). The secret files are written
# by secrets.sh.
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
say "configuration staged"
