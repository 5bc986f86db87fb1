#!/usr/bin/env bash
# Host firewall: an nftables table beside those of k3s and Docker, loaded in one transaction now and at every boot.
# An invalid ruleset is never loaded. Without rules, the table is removed.
# Parameters: FIREWALL_RULES (empty: no firewall); of a node PRIVATE_IP; of a Docker host FIREWALL_OF
# (docker-STACK): a host that is both has both, and one of several stacks that of each.
if [ -n "${FIREWALL_OF:-}" ]; then
  NAME="$FIREWALL_OF-firewall" TABLE="infra_$FIREWALL_OF" SUBJECT="Docker host" SETTING="compose.hosts: firewall"
else
  : "${PRIVATE_IP:?}"
  NAME=firewall TABLE=infra SUBJECT="cluster's node" SETTING=cluster.firewall.host
fi
RULES="/etc/infra/$NAME.nft"
SERVICE="infra-$NAME"
UNIT="/etc/systemd/system/$SERVICE.service"

table_exists() { nft list table inet "$TABLE" >/dev/null 2>&1; }

remove_firewall() {
  if [ -f "$UNIT" ]; then systemctl disable --now --quiet "$SERVICE"; fi
  rm -f "$UNIT" "$RULES" "$STATE_DIR/in-effect-$NAME"
  if command -v nft >/dev/null && table_exists; then nft delete table inet "$TABLE"; fi
}

put_rules() {
  local interface fresh
  fresh=$(mktemp "$STATE_DIR/firewall.XXXXXX")
  if [ -n "${PRIVATE_IP:-}" ]; then
    interface=$(private_interface)
    [ -n "$interface" ] || fail "no interface has the private address $PRIVATE_IP" "check that the server is attached to the network"
    printf 'define private = "%s"\n' "$interface" >"$fresh"
  fi
  printf '%s\n' "$FIREWALL_RULES" >>"$fresh"
  if ! nft --check --file "$fresh"; then
    rm -f "$fresh"
    fail "nftables rejects the ruleset; the former one is still active" \
      "correct the lines named above, or turn the host firewall off ($SETTING: false)"
  fi
  put_file 0600 "$RULES" <"$fresh"
  rm -f "$fresh"
}

# Starts after Debian's nftables.service, which empties all tables, and restarts with it.
put_unit() {
  put_file 0644 "$UNIT" <<CONF
[Unit]
Description=Host firewall of the $SUBJECT
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
ExecStop=/usr/sbin/nft delete table inet $TABLE

[Install]
WantedBy=sysinit.target
CONF
}

if [ -z "${FIREWALL_RULES:-}" ]; then
  remove_firewall
  say "no host firewall"
  exit 0
fi
command -v nft >/dev/null || fail "the command nft is missing" "install the package nftables"
CHANGED=0
put_unit
if [ "$CHANGED" -eq 1 ]; then systemctl daemon-reload; fi
put_rules
systemctl enable --quiet "$SERVICE"
if ! systemctl is-active --quiet "$SERVICE"; then
  systemctl start "$SERVICE" || fail "the host firewall does not start" "run nft --check --file $RULES on the host"
elif ! in_effect "$NAME" "$RULES" || ! table_exists; then
  systemctl reload "$SERVICE" ||
    fail "the host firewall cannot be reloaded; the former rules are still active" "run nft --check --file $RULES on the host"
fi
mark_in_effect "$NAME" "$RULES"
say "host firewall active"
