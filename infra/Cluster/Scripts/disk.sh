#!/usr/bin/env bash
# Mounts a node's data disk. Formats only a blank disk; existing contents are never overwritten.
# Parameters: DEVICE (path of the block device), MOUNT_PATH, SIZE_BYTES (minimum size of the device).
: "${DEVICE:?}" "${MOUNT_PATH:?}" "${SIZE_BYTES:?}"
FORMATTING="$STATE_DIR/disk-formatting"
# A new volume contains only zeros. So many bytes of it are checked.
CHECKED_BYTES=$((4 * 1024 * 1024))

device_exists() { [ -b "$DEVICE" ]; }

# Rescans the disk first: the kernel may still report its size before it was enlarged.
device_is_large_enough() {
  local rescan
  rescan="/sys/class/block/$(basename "$(readlink -f "$DEVICE")")/device/rescan"
  [ ! -w "$rescan" ] || echo 1 >"$rescan" || true
  [ "$(blockdev --getsize64 "$DEVICE")" -ge "$SIZE_BYTES" ]
}

mounted_device() { findmnt --noheadings --output MAJ:MIN --mountpoint "$MOUNT_PATH" | tr -d ' '; }

described_device() { lsblk --noheadings --nodeps --output MAJ:MIN "$DEVICE" | tr -d ' '; }

# disk_tag TAG: prints a tag of the disk, read from the device and not from a cache; prints nothing if there is none.
disk_tag() { blkid --probe --match-tag "$1" --output value "$DEVICE" || [ $? -eq 2 ]; }

# Whether the disk has no signature (file system, partition table, RAID, LVM, encryption) and contains only zeros.
is_blank() {
  local code=0
  blkid --probe "$DEVICE" >/dev/null 2>&1 || code=$?
  [ "$code" -eq 2 ] && cmp --quiet --bytes "$CHECKED_BYTES" "$DEVICE" /dev/zero
}

# Whether an earlier run was interrupted while it formatted the disk, which was blank then: it may be formatted again.
formatting_was_interrupted() {
  local header
  [ "$(cat "$FORMATTING" 2>/dev/null)" = "$DEVICE" ] || return 1
  # A disk that was mounted since contains data.
  header=$(dumpe2fs -h "$DEVICE" 2>/dev/null) || true
  ! grep -q '^Mount count: *[1-9]' <<<"$header"
}

format() {
  put_file 0600 "$FORMATTING" <<<"$DEVICE"
  sync "$FORMATTING"
  # Longhorn stores few and large files; blocks reserved for root are only needed on a root disk.
  timeout 300 mkfs.ext4 -q -F -m 0 -T largefile "$DEVICE" ||
    fail "mkfs.ext4 ended with exit code $?" "read dmesg on the host; the disk was blank, no data is lost"
  sync "$DEVICE"
  rm -f "$FORMATTING"
  say "formatted $DEVICE, which was blank"
}

refuse() {
  local erase="wipefs --all $DEVICE && blkdiscard --zeroout $DEVICE"
  fail "$DEVICE is not blank and has no ext4 file system: $1" \
    "examine it on the host (blkid --probe $DEVICE; lsblk $DEVICE); erase it only if its data is not needed: $erase"
}

ensure_file_system() {
  local type
  if formatting_was_interrupted || is_blank; then
    format
    return 0
  fi
  type=$(disk_tag TYPE) || refuse "it has several signatures"
  [ "$type" = ext4 ] || refuse "${type:-$(disk_tag PTTYPE || true) partitions or unknown bytes}"
}

# The folder below the mount is immutable: files written while the disk is missing would fill the root disk and be hidden by the mount.
create_mount_point() {
  mkdir -p "$MOUNT_PATH"
  [ -z "$(ls -A "$MOUNT_PATH")" ] ||
    fail "$MOUNT_PATH on the root disk already contains data: $(du -sh "$MOUNT_PATH" | cut -f 1)" \
      "stop Longhorn on this node and move the data (mv $MOUNT_PATH $MOUNT_PATH.old), or evict its replicas; then run pulumi up again"
  chattr +i "$MOUNT_PATH" 2>/dev/null || true
}

# nofail: a server without its data disk still boots and counts for etcd's quorum. Before k3s: Longhorn must find the mount.
write_fstab() {
  local uuid
  uuid=$(disk_tag UUID)
  [ -n "$uuid" ] || fail "$DEVICE has no UUID" "examine its file system: dumpe2fs -h $DEVICE"
  touch /etc/fstab
  {
    awk -v path="$MOUNT_PATH" '$2 != path' /etc/fstab
    printf 'UUID=%s %s ext4 noatime,nofail,x-systemd.device-timeout=60s,%s 0 2\n' \
      "$uuid" "$MOUNT_PATH" x-systemd.before=k3s.service,x-systemd.before=k3s-agent.service
  } | put_file 0644 /etc/fstab
  systemctl daemon-reload
}

wait_for 120 "disk $DEVICE" device_exists ||
  fail "disk $DEVICE does not exist; the host has: $(lsblk --noheadings --nodeps --output NAME,SIZE | xargs)" \
    "check that the volume is attached to this server"
DEVICE_BYTES=$(blockdev --getsize64 "$DEVICE")
wait_for 60 "size of $DEVICE" device_is_large_enough ||
  fail "$DEVICE has $DEVICE_BYTES bytes, but $SIZE_BYTES are described" "check the volume's size at Hetzner, or describe its actual size"
if [ -n "$(mounted_device)" ]; then
  [ "$(mounted_device)" = "$(described_device)" ] ||
    fail "another disk is mounted at $MOUNT_PATH: $(findmnt --noheadings --output SOURCE --mountpoint "$MOUNT_PATH")" \
      "find out which of the two has Longhorn's data, then unmount the other"
  write_fstab
else
  ensure_file_system
  create_mount_point
  write_fstab
  timeout 120 mount -t ext4 -o noatime "$DEVICE" "$MOUNT_PATH" ||
    fail "cannot mount $DEVICE at $MOUNT_PATH" "check it on the host: e2fsck -n $DEVICE, and dmesg"
fi
# No effect if the file system already has the size of the disk.
GROWN=$(timeout 300 resize2fs "$DEVICE" 2>&1) ||
  fail "cannot enlarge the file system on $DEVICE: $(tail -n 1 <<<"$GROWN")" "run resize2fs $DEVICE on the host, and read dmesg"
say "$DEVICE is mounted at $MOUNT_PATH: $(df -h --output=size,avail "$MOUNT_PATH" | tail -n 1 | xargs) (size, free)"
