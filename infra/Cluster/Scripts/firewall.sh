#!/usr/bin/env bash
# The host's own firewall: a table of nftables beside those of k3s, put in force in one transaction and again at each boot.
# A ruleset that the kernel would not take never gets there; without rules, the table goes.
# Parameters: PRIVATE_IP, FIREWALL_RULES (empty: no firewall).
: "${PRIVATE_IP:?}"
RULES=/etc/infra/firewall.nft
SERVICE=infra-firewall
UNIT="/etc/systemd/system/$SERVICE.service"

in_force() { nft list table inet infra >/dev/null 2>&1; }

remove_firewall() {
  if [ -f "$UNIT" ]; then systemctl disable --now --quiet "$SERVICE"; fi
  rm -f "$UNIT" "$RULES"
  if command -v nft >/dev/null && in_force; then nft delete table inet infra; fi
}

put_rules() {
  local interface fresh
  interface=$(private_interface)
  [ -n "$interface" ] || fail "no interface has the private address $PRIVATE_IP" "check that the server is attached to the network"
  fresh=$(mktemp "$STATE_DIR/firewall.XXXXXX")
  printf 'define private = "%s"\n%s\n' "$interface" "$FIREWALL_RULES" >"$fresh"
  if ! nft --check --file "$fresh"; then
    rm -f "$fresh"
    fail "nftables refuses the ruleset; the one before is still in force" "the lines above say where; cluster.firewall.host: false leaves it out"
  fi
  put_file 0600 "$RULES" <"$fresh"
  rm -f "$fresh"
}

# After Debian's nftables, whose start empties every table, and again with it.
put_unit() {
  put_file 0644 "$UNIT" <<CONF
[Unit]
Description=Host firewall of the cluster's node
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
After=nftables.service
PartOf=nftables.service
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file $RULES
ExecReload=/usr/sbin/nft --file $RULES
ExecStop=/usr/sbin/nft delete table inet infra

[Install]
WantedBy=sysinit.target
CONF
}

if [ -z "${FIREWALL_RULES:-}" ]; then
  remove_firewall
  say "no host firewall"
  exit 0
fi
command -v nft >/dev/null || fail "nft is not here" "install the package nftables"
CHANGED=0
put_unit
if [ "$CHANGED" -eq 1 ]; then systemctl daemon-reload; fi
put_rules
systemctl enable --quiet "$SERVICE"
if ! systemctl is-active --quiet "$SERVICE"; then
  systemctl start "$SERVICE" || fail "the host firewall does not start" "run nft --check --file $RULES on the host"
elif [ "$CHANGED" -eq 1 ] || ! in_force; then
  systemctl reload "$SERVICE" || fail "the host firewall cannot be loaded again; the one before is still in force" "run nft --check --file $RULES on the host"
fi
say "host firewall in force"
