#!/usr/bin/env bash
# Docker Engine of a Docker host. With INSTALL: Docker's packages at exact versions from its own repository, whose key has the pinned
# fingerprint, and the settings of the daemon. Containers run on through a restart of the daemon and a patch release; another release may
# stop them (https://docs.docker.com/engine/daemon/live-restore/). Without: checks what is installed.
# Never removes a package and never replaces a newer one. Changes nothing on a host that has it all.
# Parameters: INSTALL (yes, or empty), ENGINE_VERSION, COMPOSE_VERSION, CONTAINERD_VERSION, KEY_FINGERPRINT, REPOSITORY (URL),
# SETTINGS (JSON), OLDEST_ENGINE, OLDEST_COMPOSE, RESERVED (ranges, separated by spaces), NODE (yes: a node of the cluster runs here too),
# BRIDGE_ADDRESS (the described one of Docker's bridge, or empty).
: "${ENGINE_VERSION:?}" "${COMPOSE_VERSION:?}" "${CONTAINERD_VERSION:?}" "${KEY_FINGERPRINT:?}" "${REPOSITORY:?}" "${SETTINGS:?}"
: "${OLDEST_ENGINE:?}" "${OLDEST_COMPOSE:?}"
TOOLS="ca-certificates curl gpg iptables jq nftables"
KEYRING=/etc/apt/keyrings/docker.asc
SOURCES=/etc/apt/sources.list.d/docker.sources
PINS=/etc/apt/preferences.d/docker
DAEMON=/etc/docker/daemon.json
POLICIES=infra-docker-policies
APT=(apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3)
PACKAGES=()
WORK=$(mktemp -d /run/infra-engine.XXXXXX)
trap 'rm -rf "$WORK"' EXIT
export DEBIAN_FRONTEND=noninteractive

# version_of PACKAGE: prints the version of an installed package, or nothing.
version_of() {
  if [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; then dpkg-query -W -f '${Version}' "$1"; fi
}

# os FIELD: a field of /etc/os-release.
os() (
  # shellcheck disable=SC1091  # of the host
  . /etc/os-release
  printf '%s' "${!1:-}"
)

# upstream VERSION: a Debian version without the parts that packaging adds.
upstream() { local version=${1#*:}; printf '%s' "${version%%-*}"; }

# at_least VERSION OLDEST
at_least() { printf '%s\n%s\n' "$2" "$1" | sort -V -C; }

refuse_conflicts() {
  local package found=""
  # The list of https://docs.docker.com/engine/install/debian/#uninstall-old-versions.
  for package in docker.io docker-doc docker-compose podman-docker containerd runc; do
    [ -z "$(version_of "$package")" ] || found="$found $package"
  done
  [ -z "$found" ] || fail "these packages conflict with Docker's own:$found" \
    "remove them with apt-get remove at a time when their containers may stop (images, containers and volumes in /var/lib/docker stay), \
or describe engine.install: false to keep them; then run pulumi up again"
  # A second description of the same repository with another key makes apt refuse both.
  found=$(grep -lsF -e download.docker.com -e "${REPOSITORY#*://}" /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
    /etc/apt/sources.list.d/*.sources 2>/dev/null | grep -vxF "$SOURCES" | tr '\n' ' ') || true
  [ -z "$found" ] || fail "Docker's repository is also described in: $found" "remove that file; this program writes $SOURCES"
}

# choose PACKAGE VERSION: adds the package to PACKAGES, unless it has the version or a newer one.
choose() {
  local present
  present=$(version_of "$1")
  if [ "$present" = "$2" ]; then return 0; fi
  if [ -n "$present" ] && dpkg --compare-versions "$present" gt "$2"; then
    case "$1" in
      docker-ce*)
        fail "$1 $present is installed, which is newer than the described $(upstream "$2")" \
          "describe engine.version: $(upstream "$present"), or downgrade it by hand after reading Docker's release notes" ;;
    esac
    say "$1 $present is newer than $2: kept"
    return 0
  fi
  PACKAGES+=("$1=$2")
}

choose_packages() {
  local system suffix
  system=$(os ID)
  case "$system" in
    debian | ubuntu) ;;
    *) fail "Docker's packages are for Debian and Ubuntu; this host is ${system:-of an unknown kind}" \
      "install Docker on it by hand and describe engine.install: false" ;;
  esac
  suffix="~$system.$(os VERSION_ID)~$(os VERSION_CODENAME)"
  WANTED=("docker-ce=5:$ENGINE_VERSION-1$suffix" "docker-ce-cli=5:$ENGINE_VERSION-1$suffix"
    "containerd.io=$CONTAINERD_VERSION-1$suffix" "docker-compose-plugin=$COMPOSE_VERSION-1$suffix")
  local package
  for package in "${WANTED[@]}"; do choose "${package%%=*}" "${package#*=}"; done
}

install_tools() {
  local tool missing=()
  for tool in $TOOLS; do
    [ -n "$(version_of "$tool")" ] || missing+=("$tool")
  done
  if [ "${#missing[@]}" -eq 0 ]; then return 0; fi
  timeout 300 "${APT[@]}" update || fail "apt-get update failed" "check the host's DNS and its connection to the package mirror"
  timeout 600 "${APT[@]}" install -y --no-install-recommends --no-remove "${missing[@]}" ||
    fail "cannot install: ${missing[*]}" "run apt-get install on the host to see the error"
}

# fingerprint_of FILE: prints the fingerprint of the file's only primary key; nothing for a file of none or several.
fingerprint_of() {
  GNUPGHOME="$WORK" gpg --batch --show-keys --with-colons "$1" 2>/dev/null |
    awk -F: '$1 == "pub" { keys++ } $1 == "fpr" && first == "" { first = $10 } END { if (keys == 1) print first }' || true
}

put_key() {
  local url found
  if [ -f "$KEYRING" ] && [ "$(fingerprint_of "$KEYRING")" = "$KEY_FINGERPRINT" ]; then return 0; fi
  url="$REPOSITORY/$(os ID)/gpg"
  timeout 120 curl -fsSL --retry 3 --max-time 60 -o "$WORK/key" "$url" ||
    fail "cannot download Docker's key from $url" "check the host's connection, or describe a mirror (engine.repository)"
  found=$(fingerprint_of "$WORK/key")
  [ "$found" = "$KEY_FINGERPRINT" ] ||
    fail "the key of $url has the fingerprint ${found:-of no single key}, expected $KEY_FINGERPRINT; it is not trusted" \
      "compare it with https://docs.docker.com/engine/install/debian/; a mirror must serve Docker's own key"
  put_file 0644 "$KEYRING" <"$WORK/key"
}

put_sources() {
  put_file 0644 "$SOURCES" <<CONF
Types: deb
URIs: $REPOSITORY/$(os ID)
Suites: $(os VERSION_CODENAME)
Components: stable
Architectures: $(dpkg --print-architecture)
Signed-By: $KEYRING
CONF
  # Upgrades of the whole host leave these packages; a priority below 1000 never downgrades.
  local package
  for package in "${WANTED[@]}"; do
    printf 'Package: %s\nPin: version %s\nPin-Priority: 990\n\n' "${package%%=*}" "${package#*=}"
  done | put_file 0644 "$PINS"
}

install_packages() {
  if [ "${#PACKAGES[@]}" -eq 0 ]; then return 0; fi
  timeout 300 "${APT[@]}" update || fail "apt-get update failed" "check the host's connection to $REPOSITORY"
  timeout 900 "${APT[@]}" install -y --no-install-recommends --no-remove --allow-change-held-packages \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "${PACKAGES[@]}" ||
    fail "cannot install: ${PACKAGES[*]}" \
      "see apt's lines above; apt-cache madison docker-ce lists the versions that $REPOSITORY has for this host"
  say "installed: ${PACKAGES[*]}"
}

# merge SETTINGS: writes the settings that are there, with these over them, to WORK.
merge() {
  if [ ! -f "$DAEMON" ]; then
    jq -S . <<<"$1" >"$WORK/daemon.json"
  elif ! jq -S -e -s 'if (.[0] | type) == "object" then .[0] * .[1] else empty end' "$DAEMON" - \
    <<<"$1" >"$WORK/daemon.json" 2>/dev/null; then
    fail "$DAEMON is not a JSON object" "correct it on the host, or move it away"
  fi
}

# The packages restart the daemon themselves, before it has its settings.
keep_containers() {
  local present
  if [ "${#PACKAGES[@]}" -eq 0 ] || ! systemctl is-active --quiet docker; then return 0; fi
  present=$(running_version)
  [ "${present%.*}" = "${ENGINE_VERSION%.*}" ] ||
    say "Docker $present becomes $ENGINE_VERSION: containers may stop and start again, for Docker keeps them through patch releases alone"
  if keeps_containers; then return 0; fi
  merge '{"live-restore": true}'
  put_file 0644 "$DAEMON" <"$WORK/daemon.json"
  reload
}

# The program's settings over those that are there. A file that the daemon would refuse is never put in place.
put_settings() {
  merge "$SETTINGS"
  # The daemon validates its settings since version 23; one that will be replaced may not know them all.
  if [ "${#PACKAGES[@]}" -eq 0 ] && [[ $(dockerd --help 2>&1) == *--validate* ]]; then
    dockerd --validate --config-file "$WORK/daemon.json" >"$WORK/validation" 2>&1 ||
      fail "Docker refuses its settings: $(tail -n 1 "$WORK/validation")" "correct the other settings in $DAEMON on the host"
  fi
  put_file 0644 "$DAEMON" <"$WORK/daemon.json"
}

answers() { timeout 20 docker version --format '{{.Server.Version}}'; }
keeps_containers() { [ "$(timeout 20 docker info --format '{{.LiveRestoreEnabled}}')" = true ]; }
reload() {
  systemctl reload docker || true
  wait_for 20 "live-restore" keeps_containers || say "containers start again with Docker this once"
}
last_lines() { journalctl -u docker -n 20 --no-pager 2>/dev/null | tail -n 20 >&2 || true; }

# The daemon reads most settings only at its start. Containers outlive it with live-restore, which it takes over while it runs.
activate() {
  local fresh=$1
  systemctl enable --quiet docker
  if ! systemctl is-active --quiet docker; then
    systemctl start docker || { last_lines; fail "Docker does not start" "see its last lines above"; }
  elif [ "$fresh" -eq 0 ] && { ! in_effect docker "$DAEMON" || [ "$(running_version)" != "$ENGINE_VERSION" ]; }; then
    keeps_containers || reload
    systemctl restart docker || { last_lines; fail "Docker does not start again" "see its last lines above"; }
    say "Docker has started again with its settings"
  fi
  wait_for 60 "Docker" answers || { last_lines; fail "Docker does not answer" "see its last lines above"; }
  mark_in_effect docker "$DAEMON"
}

running_version() { local version; version=$(answers 2>/dev/null) || true; printf '%s' "${version%%[+~-]*}"; }

check_versions() {
  local version
  command -v docker >/dev/null ||
    fail "the command docker is missing" "install Docker on the host, or describe engine.install: true"
  version=$(answers 2>"$WORK/error") ||
    fail "Docker does not answer: $(tail -n 1 "$WORK/error")" "start it on the host: systemctl start docker"
  at_least "${version%%[+~-]*}" "$OLDEST_ENGINE" ||
    fail "Docker $version is older than $OLDEST_ENGINE" "upgrade it on the host, or describe engine.install: true"
  version=$(timeout 20 docker compose version --short 2>/dev/null) ||
    fail "the command docker compose is missing" \
      "install the package docker-compose-plugin of Docker's repository; Debian's docker-compose 1.29 is another program"
  version=${version#v}
  at_least "${version%%[+~-]*}" "$OLDEST_COMPOSE" ||
    fail "docker compose $version is older than $OLDEST_COMPOSE" "upgrade it on the host, or describe engine.install: true"
}

# Networks that exist keep their addresses, whatever the settings are: one that has the cluster's hides the cluster from containers.
check_networks() {
  local networks overlaps
  networks=$(timeout 20 docker network ls --quiet) || fail "Docker does not list its networks" "see the line above"
  # shellcheck disable=SC2016  # a template of Docker
  overlaps=$({
    tr ' ' '\n' <<<"${RESERVED:-}" | sed '/./s/^/reserved /'
    # One may be removed meanwhile.
    xargs -r docker network inspect --format '{{$name := .Name}}{{range .IPAM.Config}}{{$name}} {{.Subnet}}{{"\n"}}{{end}}' \
      <<<"$networks" 2>/dev/null || true
  } | awk '
    function first(range, parts, octets) {
      split(range, parts, "/"); split(parts[1], octets, ".")
      size = 2 ^ (32 - parts[2])
      return int((((octets[1] * 256 + octets[2]) * 256 + octets[3]) * 256 + octets[4]) / size) * size
    }
    $2 == "" || $2 ~ /:/ { next }
    $1 == "reserved" { low[++count] = first($2); high[count] = low[count] + size; text[count] = $2; next }
    { begin = first($2); for (i = 1; i <= count; i++) if (begin < high[i] && low[i] < begin + size) print $1, $2, "overlaps", text[i] }')
  [ -z "$overlaps" ] || fail "networks of Docker have addresses of others: $(tr '\n' ';' <<<"$overlaps")" \
    "remove them while their containers are down (docker network rm), so that Docker creates them again in engine.networks"
}

# Pods, the agents' ports and the firewall hold to the described address; a bridge that was there before the settings has another one.
check_bridge() {
  local found
  [ -n "${BRIDGE_ADDRESS:-}" ] || return 0
  found=$(ip -4 -o address show docker0 2>/dev/null | awk '{ sub("/.*", "", $4); print $4 }') || true
  [ "$found" = "$BRIDGE_ADDRESS" ] || fail "Docker's bridge docker0 has the address ${found:-(none)}, described is $BRIDGE_ADDRESS" \
    "describe bridgeAddress: ${found:-the address of docker0}, or set \"bip\": \"$BRIDGE_ADDRESS/24\" in $DAEMON and restart Docker while \
containers may stop"
}

# Docker puts its own rules in front of those of k3s when it starts, and they let containers reach every pod until k3s moves its network
# policies to the front again. From Docker's own chain for others' rules, the policies are always asked first (decision 21).
put_policies() {
  local unit="/etc/systemd/system/$POLICIES.service"
  if [ "${NODE:-}" != yes ]; then
    if [ -f "$unit" ]; then
      systemctl disable --now --quiet "$POLICIES"
      rm -f "$unit" "/usr/local/sbin/$POLICIES"
      iptables -w 10 -D DOCKER-USER -j KUBE-ROUTER-FORWARD 2>/dev/null || true
    fi
    return 0
  fi
  CHANGED=0
  put_file 0755 "/usr/local/sbin/$POLICIES" <<'CONF'
#!/bin/sh
# Asks the network policies of k3s before Docker's own rules. Docker and k3s keep chains that they find.
set -eu
for chain in DOCKER-USER KUBE-ROUTER-FORWARD; do
  iptables -w 10 -n -L "$chain" >/dev/null 2>&1 || iptables -w 10 -N "$chain"
done
iptables -w 10 -C DOCKER-USER -j KUBE-ROUTER-FORWARD 2>/dev/null || iptables -w 10 -I DOCKER-USER -j KUBE-ROUTER-FORWARD
CONF
  put_file 0644 "$unit" <<CONF
[Unit]
Description=Network policies of the cluster before the rules of Docker
Before=docker.service k3s.service k3s-agent.service
PartOf=docker.service k3s.service k3s-agent.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/$POLICIES

[Install]
WantedBy=multi-user.target docker.service k3s.service k3s-agent.service
CONF
  if [ "$CHANGED" -eq 1 ]; then systemctl daemon-reload; fi
  systemctl enable --quiet "$POLICIES"
  if ! iptables -w 10 -C DOCKER-USER -j KUBE-ROUTER-FORWARD 2>/dev/null || ! systemctl is-active --quiet "$POLICIES"; then
    systemctl restart "$POLICIES" || fail "the rule of the network policies cannot be set" "run systemctl status $POLICIES on the host"
  fi
}

if [ "${INSTALL:-}" = yes ]; then
  refuse_conflicts
  choose_packages
  install_tools
  put_key
  put_sources
  FRESH=0
  if [ -z "$(version_of docker-ce)" ] && ! systemctl is-active --quiet docker; then
    # The first start already takes the settings: the bridge keeps the addresses that it gets then.
    FRESH=1
    put_settings
  fi
  keep_containers
  install_packages
  PACKAGES=()
  put_settings
  put_policies
  activate "$FRESH"
else
  command -v iptables >/dev/null || [ "${NODE:-}" != yes ] ||
    fail "the command iptables is missing" "install the package iptables"
  put_policies
fi
check_versions
check_networks
check_bridge
say "Docker $(answers) with docker compose $(docker compose version --short) is ready"
