#!/bin/sh
# Replaces k3s's install.sh, with the same variables: writes the systemd unit and enables it. It can neither download nor start k3s.
set -eu
: "${INSTALL_K3S_EXEC:?}"
[ "${INSTALL_K3S_SKIP_DOWNLOAD:-}" = true ] || { echo "the double cannot download" >&2 && exit 1; }
[ "${INSTALL_K3S_SKIP_START:-}" = true ] || { echo "the double cannot start" >&2 && exit 1; }
[ -x /usr/local/bin/k3s ] || { echo "[ERROR]  Executable k3s binary not found at /usr/local/bin/k3s" >&2 && exit 1; }
name=k3s
[ "${INSTALL_K3S_EXEC%% *}" = server ] || name=k3s-agent
umask 077
: >"/etc/systemd/system/$name.service.env"
umask 022
cat >"/etc/systemd/system/$name.service" <<UNIT
[Service]
Type=notify
Restart=always
RestartSec=5s
ExecStart=/usr/local/bin/k3s $INSTALL_K3S_EXEC
UNIT
[ "${INSTALL_K3S_SKIP_ENABLE:-}" = true ] || systemctl enable "$name"
