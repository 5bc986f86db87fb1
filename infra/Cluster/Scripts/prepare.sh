#!/usr/bin/env bash
# Prepares a new Debian or Ubuntu host for k3s and Longhorn. Changes nothing on a prepared host.
# Parameters: PRIVATE_IP, PACKAGES (separated by spaces), SYSCTLS (lines), MODULES (separated by spaces),
# TOOL_RESET, TOOL_REJOIN, TOOL_ROTATE_TOKEN (scripts for the operator, empty on agents).
: "${PRIVATE_IP:?}" "${PACKAGES:?}" "${SYSCTLS:?}" "${MODULES:?}"

cloud_init_done() {
  command -v cloud-init >/dev/null || return 0
  # Exit code 2 of cloud-init means "done, with recoverable errors".
  local code=0
  timeout 300 cloud-init status --wait >/dev/null 2>&1 || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 2 ] ||
    fail "cloud-init ended with exit code $code: $(cloud-init status --long 2>&1 | tail -n 3 | tr '\n' ' ')" \
      "read /var/log/cloud-init-output.log on this host"
}

has_private_address() { [ -n "$(private_interface)" ]; }

packages_present() {
  local package
  for package in $PACKAGES; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || return 1
  done
}

install_packages() {
  packages_present && return 0
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3)
  timeout 300 "${apt[@]}" update || fail "apt-get update failed" "check the host's DNS and its connection to the package mirror"
  # shellcheck disable=SC2086  # a list of package names
  timeout 600 "${apt[@]}" install -y --no-install-recommends $PACKAGES ||
    fail "cannot install: $PACKAGES" "run apt-get install on the host to see the error"
}

load_modules() {
  local module
  for module in $MODULES; do printf '%s\n' "$module"; done | put_file 0644 /etc/modules-load.d/infra.conf
  for module in $MODULES; do
    [ -d "/sys/module/$module" ] || modprobe "$module" ||
      fail "kernel module $module cannot be loaded" "use an image whose kernel includes it"
  done
}

set_sysctls() {
  local key value
  put_file 0644 /etc/sysctl.d/90-infra.conf <<<"$SYSCTLS"
  while IFS='=' read -r key value; do
    [ -n "$key" ] || continue
    [ "$(sysctl -n "$key" 2>/dev/null)" = "$value" ] || sysctl -q -w "$key=$value" ||
      fail "cannot set $key to $value" "check that the kernel supports $key"
  done <<<"$SYSCTLS"
}

harden_ssh() {
  local settings=/etc/ssh/sshd_config.d/10-infra.conf
  put_file 0644 "$settings" <<'CONF'
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
X11Forwarding no
MaxAuthTries 4
CONF
  if in_effect sshd "$settings"; then return 0; fi
  if ! sshd -t 2>/dev/null; then
    rm -f "$settings"
    fail "sshd rejects the hardened settings" "run sshd -t on the host with $settings in place"
  fi
  systemctl reload ssh 2>/dev/null || systemctl reload sshd
  mark_in_effect sshd "$settings"
}

# multipathd must not claim Longhorn's block devices (longhorn/longhorn#1210).
exclude_from_multipath() {
  [ -d /etc/multipath ] || [ -f /etc/multipath.conf ] || return 0
  put_file 0644 /etc/multipath/conf.d/infra.conf <<'CONF'
blacklist {
  devnode "^sd[a-z0-9]+"
}
CONF
  if in_effect multipathd /etc/multipath/conf.d/infra.conf; then return 0; fi
  systemctl try-restart multipathd
  mark_in_effect multipathd /etc/multipath/conf.d/infra.conf
}

# install_tool NAME CONTENT: installs a command for the operator on this node; removes it if the content is empty.
install_tool() {
  if [ -n "$2" ]; then put_file 0700 "/usr/local/sbin/$1" <<<"$2"; else rm -f "/usr/local/sbin/$1"; fi
}

clock_synchronized() { [ "$(timedatectl show --property NTPSynchronized --value)" = yes ]; }

cloud_init_done
wait_for 180 "private address $PRIVATE_IP" has_private_address ||
  fail "no interface has the private address $PRIVATE_IP; the host has: $(ip -o -4 address show | awk '{print $4}' | tr '\n' ' ')" \
    "check that the server is attached to the network with this address, or correct its privateIp"
install_packages
load_modules
set_sysctls
harden_ssh
exclude_from_multipath
systemctl enable --now --quiet iscsid
install_tool infra-reset "${TOOL_RESET:-}"
install_tool infra-rejoin "${TOOL_REJOIN:-}"
install_tool infra-rotate-token "${TOOL_ROTATE_TOKEN:-}"
wait_for 120 "synchronized clock" clock_synchronized ||
  fail "the clock is not synchronized; etcd needs it" "check systemd-timesyncd and outgoing UDP port 123"
say "prepared"
