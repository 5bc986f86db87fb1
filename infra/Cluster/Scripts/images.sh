#!/usr/bin/env bash
# Brings an image from its archive into containerd, where the kubelet finds it, and keeps it there: the kubelet's clean-up of
# images leaves pinned ones alone. The archive was copied here before; it is verified, imported, and removed, for containerd
# then has its content. Does nothing where this very archive was imported and the image is still what it was then.
# Parameters: IMAGE (full reference), IMAGE_KEY (its name for files), ARCHIVE (where the copy arrives; .tar, gzip or not),
# ARCHIVE_SHA256, DIGEST (the image's digest that must come out; empty: whatever the verified archive gives).
: "${IMAGE:?}" "${IMAGE_KEY:?}" "${ARCHIVE:?}" "${ARCHIVE_SHA256:?}"
BINARY=/usr/local/bin/k3s
FOLDER="$STATE_DIR/images"
MINE="$FOLDER/$IMAGE_KEY.archive"
RECORD="$FOLDER/$IMAGE_KEY"
PIN=io.cri-containerd.pinned=pinned
READY_SECONDS="${READY_SECONDS:-300}"
IMPORT_SECONDS="${IMPORT_SECONDS:-1200}"

containerd() { timeout "${1}" "$BINARY" ctr -n k8s.io images "${@:2}"; }
containerd_answers() { containerd 15 ls -q; }
free() { df -h --output=avail "$1" | tail -n 1 | tr -d ' '; }

# Columns of `ctr images ls`: REF TYPE DIGEST SIZE UNIT PLATFORMS LABELS.
digest_now() { containerd 60 ls | awk -v ref="$IMAGE" '$1 == ref { print $3 }'; }
pinned() { containerd 60 ls | awk -v ref="$IMAGE" -v pin="$PIN" '$1 == ref && index("," $NF ",", "," pin ",") { found = 1 } END { exit !found }'; }
pin() { pinned || containerd 60 label "$IMAGE" "$PIN" >/dev/null || fail "cannot pin $IMAGE" "k3s ctr -n k8s.io images label $IMAGE $PIN"; }

imported_before() {
  local sum digest
  read -r sum digest 2>/dev/null <"$RECORD" || return 1
  [ "$sum" = "$ARCHIVE_SHA256" ] && [ "$digest" = "$(digest_now)" ] && [ "$digest" = "${DIGEST:-$digest}" ]
}

# From where others may write to where root alone does, before anything is verified.
take_over() {
  mkdir -p "$FOLDER"
  chmod 0700 "$FOLDER"
  [ -f "$ARCHIVE" ] && [ ! -L "$ARCHIVE" ] || return 0
  mv -f "$ARCHIVE" "$MINE" || fail "cannot move $ARCHIVE to $FOLDER" "make room on the disk ($(free "$STATE_DIR") free)"
  chown 0:0 "$MINE"
  chmod 0600 "$MINE"
}

verify() {
  local got
  [ -f "$MINE" ] || fail "the archive of $IMAGE is not on this node any more" "copy it again: pulumi up --replace URN, with the URN of its copy to $NODE_NAME (pulumi stack --show-urns)"
  got=$(sha256sum "$MINE" | cut -d ' ' -f 1)
  [ "$got" = "$ARCHIVE_SHA256" ] ||
    fail "the archive of $IMAGE has checksum $got, expected $ARCHIVE_SHA256" "nothing of it was imported: build the archive that was described, or set archiveSha256 to that of the new one"
}

unpacked() {
  if [ "$(head -c 2 "$MINE" | od -An -tx1 | tr -d ' \n')" = 1f8b ]; then gzip -dc "$MINE"; else cat "$MINE"; fi
}

# Docker leaves out its own registry, and writes the names into one of these two files.
names_image() {
  local short=${IMAGE#docker.io/} names
  short=${short#library/}
  names=$(unpacked | tar -xOf - manifest.json index.json 2>/dev/null) || true
  grep -qF -e "\"$IMAGE\"" -e "\"$short\"" -e "\"docker.io/$short\"" <<<"$names" ||
    fail "the archive does not name $IMAGE, but: $(grep -oE '"(RepoTags|io.containerd.image.name)": ?[^]}]*' <<<"$names" | tr '\n' ' ')" "save the image under its name: docker save $short"
}

import() {
  local digest
  unpacked | containerd "$IMPORT_SECONDS" import - >/dev/null ||
    fail "containerd did not take the archive of $IMAGE" "the lines above say why; there are $(free "$K3S_DATA") free on its disk"
  digest=$(digest_now)
  [ -n "$digest" ] || fail "the import ended well, but containerd does not list $IMAGE" "k3s ctr -n k8s.io images ls"
  [ "$digest" = "${DIGEST:-$digest}" ] || fail "$IMAGE has digest $digest, expected $DIGEST" "correct digest in the system file, or build the archive that was described"
  pin
  pinned || fail "$IMAGE is not pinned: the kubelet may remove it" "k3s ctr -n k8s.io images ls | grep $IMAGE"
  put_file 0644 "$RECORD" <<<"$ARCHIVE_SHA256 $digest"
  say "$IMAGE imported: $digest"
}

wait_for "$READY_SECONDS" "containerd" containerd_answers || fail "containerd does not answer" "look at the log of k3s: journalctl -u k3s -u k3s-agent"
if imported_before; then
  pin
  say "$IMAGE is there"
else
  take_over
  verify
  names_image
  import
fi
rm -f "$MINE" "$ARCHIVE"
