#!/usr/bin/env bash
# Compares an imported image in containerd with the described one, before pods start from it: another import under the same name, or a
# removal, leaves the record of the import as it was. Changes nothing.
# Parameters: IMAGE (full reference), IMAGE_KEY (its name in file names), ARCHIVE_SHA256, DIGEST (described digest of the image; empty: that
# of the verified archive at its import), COPY_NAME and IMPORT_NAME (logical names of the two commands that bring the image here).
: "${IMAGE:?}" "${IMAGE_KEY:?}" "${ARCHIVE_SHA256:?}" "${DIGEST?}" "${COPY_NAME:?}" "${IMPORT_NAME:?}"
RECORD="$STATE_DIR/images/$IMAGE_KEY"
READY_SECONDS="${READY_SECONDS:-300}"
AGAIN="copy and import it again: pulumi up --replace URN --replace URN, with the URNs of $COPY_NAME and $IMPORT_NAME"
AGAIN="$AGAIN (pulumi stack --show-urns)"

containerd() { timeout "${1}" /usr/local/bin/k3s ctr -n k8s.io images "${@:2}"; }
containerd_answers() { containerd 15 ls -q; }

wait_for "$READY_SECONDS" "containerd" containerd_answers ||
  fail "containerd does not answer" "read the log of k3s: journalctl -u k3s -u k3s-agent"
# Columns of `ctr images ls`: REF TYPE DIGEST SIZE UNIT PLATFORMS LABELS.
images=$(containerd 60 ls) || fail "containerd cannot list its images" "read the log of k3s: journalctl -u k3s -u k3s-agent"
present=$(awk -v ref="$IMAGE" '$1 == ref { print $3 }' <<<"$images")
archive="" imported=""
if [ -f "$RECORD" ]; then read -r archive imported <"$RECORD" || true; fi

[ -n "$present" ] || fail "$IMAGE is not on the node $NODE_NAME any more, and no registry has it" "$AGAIN"
[ "$archive" = "$ARCHIVE_SHA256" ] ||
  fail "$IMAGE on the node $NODE_NAME is of another archive (SHA-256 ${archive:-unknown}) than the described one ($ARCHIVE_SHA256)" "$AGAIN"
expected=${DIGEST:-$imported}
[ "$present" = "$expected" ] ||
  fail "$IMAGE on the node $NODE_NAME is stale: its digest is $present, that of the described image is $expected" "$AGAIN"
say "$IMAGE is the described one: $present"
