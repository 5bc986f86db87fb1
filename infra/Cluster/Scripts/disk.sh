#!/usr/bin/env bash
# Mounts a node's data disk. Formats it only when nothing at all is on it; whatever is found on it stays.
# Parameters: DEVICE (path of the block device), MOUNT_PATH, SIZE_BYTES (what the device has at least).
: "${DEVICE:?}" "${MOUNT_PATH:?}" "${SIZE_BYTES:?}"
FORMATTING="$STATE_DIR/disk-formatting"
# A new volume is all zeroes; so much of it is looked at.
LOOKED_AT=$((4 * 1024 * 1024))

device_is_there() { [ -b "$DEVICE" ]; }

# A disk that was grown: the kernel is asked to look again.
device_is_large_enough() {
  local rescan
  rescan="/sys/class/block/$(basename "$(readlink -f "$DEVICE")")/device/rescan"
  [ ! -w "$rescan" ] || echo 1 >"$rescan" || true
  [ "$(blockdev --getsize64 "$DEVICE")" -ge "$SIZE_BYTES" ]
}

mounted_device() { findmnt --noheadings --output MAJ:MIN --mountpoint "$MOUNT_PATH" | tr -d ' '; }

own_device() { lsblk --noheadings --nodeps --output MAJ:MIN "$DEVICE" | tr -d ' '; }

# found TAG: what stands on the disk itself, past every cache; nothing where there is nothing.
found() { blkid --probe --match-tag "$1" --output value "$DEVICE" || [ $? -eq 2 ]; }

# Signatures of file systems, partition tables, RAID, LVM, encryption; and bytes that none of them explains.
is_blank() {
  local code=0
  blkid --probe "$DEVICE" >/dev/null 2>&1 || code=$?
  [ "$code" -eq 2 ] && cmp --quiet --bytes "$LOOKED_AT" "$DEVICE" /dev/zero
}

# The note outlives being cut off: a disk that was blank when formatting began may be formatted again.
formatting_was_cut_off() {
  local header
  [ "$(cat "$FORMATTING" 2>/dev/null)" = "$DEVICE" ] || return 1
  # Somebody mounted it since: then it holds what they wrote.
  header=$(dumpe2fs -h "$DEVICE" 2>/dev/null) || true
  ! grep -q '^Mount count: *[1-9]' <<<"$header"
}

format() {
  put_file 0600 "$FORMATTING" <<<"$DEVICE"
  sync "$FORMATTING"
  # Longhorn keeps few and large files; root needs no reserve on a disk that is not its own.
  timeout 300 mkfs.ext4 -q -F -m 0 -T largefile "$DEVICE" || fail "mkfs.ext4 ended with $?" "read dmesg on the host; the disk was blank, nothing is lost"
  sync "$DEVICE"
  rm -f "$FORMATTING"
  say "formatted $DEVICE, which was blank"
}

refuse() {
  fail "$DEVICE is not blank and holds no ext4: $1" "look at it on the host (blkid --probe $DEVICE; lsblk $DEVICE); empty it by hand only when nobody needs it: wipefs --all $DEVICE && blkdiscard --zeroout $DEVICE"
}

make_ready() {
  local type
  if formatting_was_cut_off || is_blank; then
    format
    return 0
  fi
  type=$(found TYPE) || refuse "several signatures at once"
  [ "$type" = ext4 ] || refuse "${type:-$(found PTTYPE || true) partitions or unknown bytes}"
}

# Without the disk nothing may write to the folder below it: that would fill the root disk and vanish under the mount.
make_mount_point() {
  mkdir -p "$MOUNT_PATH"
  [ -z "$(ls -A "$MOUNT_PATH")" ] ||
    fail "$MOUNT_PATH on the root disk already holds data: $(du -sh "$MOUNT_PATH" | cut -f 1)" "with Longhorn stopped on this node move it away (mv $MOUNT_PATH $MOUNT_PATH.old), or evict its replicas first; then run pulumi up again"
  chattr +i "$MOUNT_PATH" 2>/dev/null || true
}

# nofail: a server without its data disk still boots and keeps etcd's quorum. Before k3s: Longhorn must see the mount.
remember_mount() {
  local uuid
  uuid=$(found UUID)
  [ -n "$uuid" ] || fail "$DEVICE has no UUID" "read its file system: dumpe2fs -h $DEVICE"
  touch /etc/fstab
  {
    awk -v path="$MOUNT_PATH" '$2 != path' /etc/fstab
    echo "UUID=$uuid $MOUNT_PATH ext4 noatime,nofail,x-systemd.device-timeout=60s,x-systemd.before=k3s.service,x-systemd.before=k3s-agent.service 0 2"
  } | put_file 0644 /etc/fstab
  systemctl daemon-reload
}

wait_for 120 "disk $DEVICE" device_is_there || fail "there is no disk $DEVICE; there are: $(lsblk --noheadings --nodeps --output NAME,SIZE | xargs)" "check that the volume is attached to this server"
DEVICE_BYTES=$(blockdev --getsize64 "$DEVICE")
wait_for 60 "size of $DEVICE" device_is_large_enough || fail "$DEVICE has $DEVICE_BYTES bytes, described are $SIZE_BYTES" "check the volume's size at Hetzner, or describe the size it has"
if [ -n "$(mounted_device)" ]; then
  [ "$(mounted_device)" = "$(own_device)" ] ||
    fail "another disk is mounted at $MOUNT_PATH: $(findmnt --noheadings --output SOURCE --mountpoint "$MOUNT_PATH")" "decide which of the two holds Longhorn's data, then unmount the other"
  remember_mount
else
  make_ready
  make_mount_point
  remember_mount
  timeout 120 mount -t ext4 -o noatime "$DEVICE" "$MOUNT_PATH" || fail "cannot mount $DEVICE at $MOUNT_PATH" "check it on the host: e2fsck -n $DEVICE, and dmesg"
fi
# Does nothing where the file system is as large as the disk.
GROWN=$(timeout 300 resize2fs "$DEVICE" 2>&1) || fail "the file system on $DEVICE does not grow with it: $(tail -n 1 <<<"$GROWN")" "run resize2fs $DEVICE on the host, and read dmesg"
say "$DEVICE is mounted at $MOUNT_PATH: $(df -h --output=size,avail "$MOUNT_PATH" | tail -n 1 | xargs) (size, free)"
