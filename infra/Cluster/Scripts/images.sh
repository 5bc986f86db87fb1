#!/usr/bin/env bash
# Imports an image from its archive into containerd and pins it: the kubelet's image garbage collection skips pinned images. The
# archive was copied to this node before; it is verified, imported and then removed. Does nothing if this archive was imported before
# and the image has not changed since.
# Parameters: IMAGE (full reference), IMAGE_KEY (its name in file names), ARCHIVE (path of the copy; tar, with gzip or without),
# ARCHIVE_SHA256, DIGEST (expected digest of the image; empty: any digest of the verified archive).
: "${IMAGE:?}" "${IMAGE_KEY:?}" "${ARCHIVE:?}" "${ARCHIVE_SHA256:?}"
BINARY=/usr/local/bin/k3s
FOLDER="$STATE_DIR/images"
SECURED="$FOLDER/$IMAGE_KEY.archive"
RECORD="$FOLDER/$IMAGE_KEY"
PIN=io.cri-containerd.pinned=pinned
READY_SECONDS="${READY_SECONDS:-300}"
IMPORT_SECONDS="${IMPORT_SECONDS:-1200}"

containerd() { timeout "${1}" "$BINARY" ctr -n k8s.io images "${@:2}"; }
containerd_answers() { containerd 15 ls -q; }
free() { df -h --output=avail "$1" | tail -n 1 | tr -d ' '; }

# Columns of `ctr images ls`: REF TYPE DIGEST SIZE UNIT PLATFORMS LABELS.
image_digest() { containerd 60 ls | awk -v ref="$IMAGE" '$1 == ref { print $3 }'; }
pinned() {
  containerd 60 ls |
    awk -v ref="$IMAGE" -v pin="$PIN" '$1 == ref && index("," $NF ",", "," pin ",") { found = 1 } END { exit !found }'
}
pin() { pinned || containerd 60 label "$IMAGE" "$PIN" >/dev/null || fail "cannot pin $IMAGE" "k3s ctr -n k8s.io images label $IMAGE $PIN"; }

imported_before() {
  local sum digest
  read -r sum digest 2>/dev/null <"$RECORD" || return 1
  [ "$sum" = "$ARCHIVE_SHA256" ] && [ "$digest" = "$(image_digest)" ] && [ "$digest" = "${DIGEST:-$digest}" ]
}

# Moves the archive to a folder that only root can write to, before it is verified.
secure_archive() {
  mkdir -p "$FOLDER"
  chmod 0700 "$FOLDER"
  [ -f "$ARCHIVE" ] && [ ! -L "$ARCHIVE" ] || return 0
  mv -f "$ARCHIVE" "$SECURED" || fail "cannot move $ARCHIVE to $FOLDER" "free disk space ($(free "$STATE_DIR") available)"
  chown 0:0 "$SECURED"
  chmod 0600 "$SECURED"
}

verify() {
  local actual
  [ -f "$SECURED" ] || fail "the archive of $IMAGE is no longer on this node" \
    "copy it again: pulumi up --replace URN, with the URN of its copy to $NODE_NAME (pulumi stack --show-urns)"
  actual=$(sha256sum "$SECURED" | cut -d ' ' -f 1)
  [ "$actual" = "$ARCHIVE_SHA256" ] ||
    fail "the archive of $IMAGE has checksum $actual, expected $ARCHIVE_SHA256; it was not imported" \
      "build the described archive, or set archiveSha256 to the checksum of the new one"
}

unpacked() {
  if [ "$(head -c 2 "$SECURED" | od -An -tx1 | tr -d ' \n')" = 1f8b ]; then gzip -dc "$SECURED"; else cat "$SECURED"; fi
}

# Docker omits its own registry in names, and stores the names in one of these two files.
check_image_name() {
  local short=${IMAGE#docker.io/} names
  short=${short#library/}
  names=$(unpacked | tar -xOf - manifest.json index.json 2>/dev/null) || true
  grep -qF -e "\"$IMAGE\"" -e "\"$short\"" -e "\"docker.io/$short\"" <<<"$names" ||
    fail "the archive has no image $IMAGE, but: $(grep -oE '"(RepoTags|io.containerd.image.name)": ?[^]}]*' <<<"$names" | tr '\n' ' ')" \
      "save the image under its name: docker save $short"
}

import() {
  local digest
  unpacked | containerd "$IMPORT_SECONDS" import - >/dev/null ||
    fail "containerd cannot import the archive of $IMAGE" "see the lines above; free space on its disk: $(free "$K3S_DATA")"
  digest=$(image_digest)
  [ -n "$digest" ] || fail "the import succeeded, but containerd does not list $IMAGE" "check the list: k3s ctr -n k8s.io images ls"
  [ "$digest" = "${DIGEST:-$digest}" ] ||
    fail "$IMAGE has digest $digest, expected $DIGEST" "correct the digest in the system file, or build the described archive"
  pin
  pinned || fail "$IMAGE is not pinned, and the kubelet may remove it" "check its labels: k3s ctr -n k8s.io images ls | grep $IMAGE"
  put_file 0644 "$RECORD" <<<"$ARCHIVE_SHA256 $digest"
  say "$IMAGE imported: $digest"
}

wait_for "$READY_SECONDS" "containerd" containerd_answers ||
  fail "containerd does not answer" "read the log of k3s: journalctl -u k3s -u k3s-agent"
if imported_before; then
  pin
  say "$IMAGE is already imported"
else
  secure_archive
  verify
  check_image_name
  import
fi
rm -f "$SECURED" "$ARCHIVE"
