#!/usr/bin/env bash
# Functions of a data move of Grafana: its SQLite database with dashboards, folders, users and tokens. Plugins are installed by the new
# Grafana itself, from its description; data sources are made again by their files. The database that the new Grafana began with stays
# beside the moved one.
# Parameters: TARGET_CLAIM, the claim of the new Grafana's volume; TARGET_PORT, the port of both; TARGET_KEYS, the secret with the key
# secret-key; TARGET_PLUGINS, the described plugins with their versions.
: "${TARGET_CLAIM:?}" "${TARGET_PORT:?}" "${TARGET_KEYS:?}"
GRAFANA_OWNER=${GRAFANA_OWNER:-472:0}
# The key of a Grafana that was given none.
GRAFANA_KEY=SW2YcwTIb9zpOOhoPsMm
# Plugins that Grafana installs by itself.
GRAFANA_OWN='grafana-(exploretraces|lokiexplore|metricsdrilldown|pyroscope|advisor)-app|grafana-.*-datasource'
# Data sources that the program makes, each with its identifier.
GRAFANA_SOURCES=$'Prometheus\tprometheus\nLoki\tloki\nAlertmanager\talertmanager'

# health NAME: the answer of a side on its health.
health() {
  case $1 in
    source) ask_source http GET "$SOURCE_IP" "$TARGET_PORT" /api/health 10 ;;
    target) ask_target http "$TARGET_PORT" GET /api/health 10 ;;
  esac </dev/null
}
healthy() { [[ "$(health "$1" | tr -d ' \n')" == *'"database":"ok"'* ]]; }
version_of() { health "$1" | tr -d ' \n' | sed -n 's/.*"version":"\([0-9][0-9.]*\).*/\1/p'; }

# rows FILE QUERY: the rows of a query, fields with tabs between.
rows() { sqlite3 -readonly -separator $'\t' -cmd '.timeout 10000' "$1" "$2"; }
has_table() { [ "$(rows "$1" "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '$2'")" = 1 ]; }

# state FILE: the content of a database, a line for each thing: what it is, its name, and what changes with it. What files provide is left
# out.
state() {
  local table query provided=""
  ! has_table "$1" dashboard_provisioning || provided="AND id NOT IN (SELECT dashboard_id FROM dashboard_provisioning)"
  while IFS='|' read -r table query; do
    ! has_table "$1" "$table" || rows "$1" "$query"
  done <<QUERIES | LC_ALL=C sort -u
dashboard|SELECT 'dashboard', uid, title || ' ' || version FROM dashboard WHERE is_folder = 0 $provided
dashboard|SELECT 'folder', uid, title FROM dashboard WHERE is_folder = 1
folder|SELECT 'folder', uid, title FROM folder
resource|SELECT 'dashboard', name, resource_version FROM resource WHERE resource = 'dashboards'
resource|SELECT 'folder', name, resource_version FROM resource WHERE resource = 'folders'
user|SELECT 'user', login, coalesce(email, '') || ' ' || updated FROM "user"
org|SELECT 'organization', name, '' FROM org
team|SELECT 'team', org_id || '/' || name, updated FROM team
api_key|SELECT 'token', org_id || '/' || name, '' FROM api_key
data_source|SELECT 'data source', name, uid FROM data_source WHERE name NOT IN ('Prometheus', 'Loki', 'Alertmanager')
alert_rule|SELECT 'alert rule', uid, title || ' ' || version FROM alert_rule
library_element|SELECT 'library panel', uid, version FROM library_element
playlist|SELECT 'playlist', name, '' FROM playlist
QUERIES
}
# names FILE: what a state has, without what changes. A data source with another identifier is another one.
names() { awk -F '\t' -v OFS='\t' '{ print $1, $2 ($1 == "data source" ? " " $3 : "") }' "$1" | LC_ALL=C sort -u; }
counted() { awk -F '\t' '{ n[$1]++ } END { for (k in n) printf "%d %s, ", n[k], (n[k] == 1 ? k : k "s") }' "$1" | sed 's/, $//'; }

# source_files: the files of the source's database, as words; a log of writes and a journal belong to it.
source_files() {
  source_host "cd $(words "$SOURCE_DATA") && ls grafana.db grafana.db-wal grafana.db-journal 2>/dev/null || true" </dev/null | tr '\n' ' '
}
source_sums() { source_host "cd $(words "$SOURCE_DATA") && sha256sum $(source_files)" </dev/null; }

# variable NAME: a variable of the source's container, but for its secrets.
variable() { source_inspect '{{range .Config.Env}}{{println .}}{{end}}' | sed -n "s/^$1=//p" | sed -n 1p; }

check_key() {
  local there here
  # The key itself does not leave the host.
  # shellcheck disable=SC2016  # for the shell there
  there=$(source_host "container=$CONTAINER_ID usual=$GRAFANA_KEY
$(declare -f key_of)
"'printf %s "$(key_of)" | sha256sum' </dev/null)
  here=$(kube -n "$TARGET_NAMESPACE" get secret "$TARGET_KEYS" -o 'jsonpath={.data.secret-key}' | base64 -d | sha256sum)
  [ "$there" = "$here" ] ||
    fail "the Grafana on $SOURCE_NAME and the one in the cluster encrypt with different keys (security.secret_key)" \
      "set observability.grafana.secretKey to a secret with the key there ($GRAFANA_KEY where it was given none); nothing was stopped"
}
# key_of: prints the key of a container; it runs on the Docker host.
key_of() {
  local key file variables
  : "${container:?}" "${usual:?}"
  variables=$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$container")
  key=$(sed -n 's/^GF_SECURITY_SECRET_KEY=//p' <<<"$variables")
  if [ -z "$key" ]; then
    file=$(sed -n 's/^GF_SECURITY_SECRET_KEY__FILE=//p' <<<"$variables")
    [ -z "$file" ] || key=$(docker exec "$container" cat "$file")
  fi
  if [ -z "$key" ]; then
    key=$(docker exec "$container" cat /etc/grafana/grafana.ini 2>/dev/null | awk '
      /^\[/ { inside = ($0 ~ /^\[security\]/) }
      inside && /^secret_key *=/ { sub(/^[^=]*= */, ""); gsub(/^"""|"""$/, ""); print; exit }')
  fi
  printf %s "${key:-$usual}"
}

check_versions() {
  local there here
  there=$(version_of source || true)
  [ -n "$there" ] || fail "the Grafana on $SOURCE_NAME does not tell its version" "curl http://$SOURCE_IP:$TARGET_PORT/api/health there"
  here=$(version_of target || true)
  [ -n "$here" ] || fail "the Grafana in the cluster does not tell its version" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD -c grafana"
  [ "$(printf '%s\n%s\n' "$there" "$here" | sort -V | sed -n 1p)" = "$there" ] ||
    fail "the Grafana in the cluster is $here, older than $there on $SOURCE_NAME, and cannot read its database" \
      "move with a version of this program whose Grafana is at least $there; nothing was stopped"
  printf '%s\n' "$there" >"$WORK/source.version"
}

check_plugins() {
  local plugin missing=""
  source_host "cd $(words "$SOURCE_DATA/plugins") 2>/dev/null || exit 0
    for each in */plugin.json */dist/plugin.json; do [ ! -f \$each ] || printf '%s\n' \${each%%/*}; done" </dev/null |
    sort -u | grep -vxE "$GRAFANA_OWN" >"$WORK/plugins" || true
  while IFS= read -r plugin; do
    [[ " ${TARGET_PLUGINS:-} " == *" $plugin"[@\ ]* ]] || missing="$missing $plugin"
  done <"$WORK/plugins"
  [ -z "$missing" ] || fail "plugins of the Grafana on $SOURCE_NAME are not described for the one in the cluster:$missing" \
    "add each with its version to observability.grafana.plugins; nothing was stopped"
}

# check_sources: dashboards name data sources by identifiers, and the files in the cluster give those that the program makes others.
check_sources() {
  local name uid found
  while IFS=$'\t' read -r name uid; do
    found=$(rows "$STAGING/grafana.db" "SELECT uid FROM data_source WHERE name = '$name' AND uid <> '$uid'" | sed -n 1p)
    [ -n "$found" ] || continue
    [ "$(rows "$STAGING/grafana.db" "SELECT count(*) FROM dashboard WHERE CAST(data AS TEXT) LIKE '%\"$found\"%'")" -eq 0 ] ||
      fail "dashboards use the data source $name by the identifier $found, and in the cluster it is $uid" \
        "give it the uid $uid on $SOURCE_NAME (provisioning file) and in these dashboards (Settings, JSON model) first; nothing was stopped"
  done <<<"$GRAFANA_SOURCES"
}

kind_check() {
  local data
  command -v sqlite3 >/dev/null || { apt-get update -q && apt-get install -yq --no-install-recommends sqlite3; } >/dev/null 2>&1 ||
    fail "there is no sqlite3 on $NODE_NAME" "apt-get install sqlite3 there"
  # A run that was cut off may have left it down.
  target_up
  run_source
  SOURCE_IP=$(source_address)
  wait_for "${READY_SECONDS:-180}" "Grafana on $SOURCE_NAME" healthy source ||
    fail "Grafana on $SOURCE_NAME does not answer" "docker logs $SOURCE_CONTAINER there"
  wait_for "${READY_SECONDS:-180}" "Grafana in the cluster" healthy target ||
    fail "Grafana in the cluster does not answer" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD -c grafana"
  data=$(variable GF_DATABASE_TYPE)
  [ "${data:-sqlite3}" = sqlite3 ] ||
    fail "the Grafana on $SOURCE_NAME keeps its state in $data" "move that database, kind: database; nothing was stopped"
  data=$(variable GF_PATHS_DATA)
  data=${data:-/var/lib/grafana}
  SOURCE_DATA=$(source_folder "$data") ||
    fail "$data of $SOURCE_CONTAINER is in the container and not in a volume" "mount a volume there first: docker cp keeps what is in it"
  locate_target
  check_key
  check_versions
  check_plugins
  check_space
  # A copy while Grafana runs, to read what is in it.
  kind_copy rehearsal
  check_sources
}

locate_target() {
  find_volume
  STAGING=$STAGE/incoming
  DB=$VOLUME_ROOT/grafana.db
  BEFORE=$DB.before-$MOVE
}

check_space() {
  local needed free
  needed=$(source_bytes)
  free=$(df -B1 --output=avail "$VOLUME_ROOT" | tail -n 1 | tr -d ' ')
  # Migrations at the first start may write the database once more.
  [ $((2 * needed)) -le "$free" ] ||
    fail "the volume of $TARGET_CLAIM has $((free / 1048576)) MiB left, and the move needs $((2 * needed / 1048576)) MiB" \
      "free disk space on this server, or make observability.grafana.size larger; nothing was stopped"
}
source_bytes() { source_host "cd $(words "$SOURCE_DATA") && du -cb $(source_files) | tail -n 1 | cut -f 1" </dev/null; }

kind_size() { printf '%s MiB' "$((($(source_bytes) + 1048575) / 1048576))"; }

kind_fence() { stop_source; }

kind_unfence() {
  [ "$MODE" != back ] || { find_volume && at_target put_state "$STAGE" back; }
  reopen_source || return 0
  wait_for "${READY_SECONDS:-180}" "Grafana on $SOURCE_NAME" healthy source
}

kind_mark() {
  source_host "docker inspect --format '{{.State.Running}} {{.State.StartedAt}}' $CONTAINER_ID" </dev/null
  source_sums
}

# kind_copy: the files as they are. While Grafana runs they may change meanwhile: then once more.
kind_copy() {
  local files
  for _ in 1 2 3 4 5; do
    rm -rf "$STAGING"
    mkdir -p "$STAGE" && install -d -m 0700 "$STAGING"
    files=$(source_files)
    source_sums >"$WORK/source.sums"
    source_host "tar -C $(words "$SOURCE_DATA") -cf - $files" </dev/null | meter "grafana.db" | tar -C "$STAGING" --no-same-owner -xf - ||
      fail "the database cannot be copied from $SOURCE_NAME" "read the lines above; the source is in use as before"
    (cd "$STAGING" && xargs sha256sum <<<"$files") >"$WORK/staging.sums"
    if cmp -s "$WORK/source.sums" "$WORK/staging.sums" && [ "$1" = incoming ] || [ "$(source_sums)" = "$(cat "$WORK/staging.sums")" ]; then
      # Takes a log of writes or a journal into the file, and needs neither after it.
      sqlite3 "$STAGING/grafana.db" 'PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;' >/dev/null 2>&1 &&
        [ "$(rows "$STAGING/grafana.db" 'PRAGMA integrity_check')" = ok ] && return 0
    fi
  done
  fail "the database of the Grafana on $SOURCE_NAME cannot be read in one piece" \
    "look at it there: sqlite3 grafana.db 'PRAGMA integrity_check'; the source is in use as before"
}

kind_verify() {
  state "$STAGING/grafana.db" >"$WORK/source.state"
  grep -q ^user "$WORK/source.state" ||
    fail "the database of the Grafana on $SOURCE_NAME has no users" "look at $SOURCE_DATA/grafana.db there"
  [ "$1" = rehearsal ] || {
    # Dashboards of files of the Docker host become dashboards of the database: without their files they would be deleted at the start.
    ! has_table "$STAGING/grafana.db" dashboard_provisioning || sqlite3 "$STAGING/grafana.db" 'DELETE FROM dashboard_provisioning'
    state "$STAGING/grafana.db" >"$WORK/source.state"
  }
}

# kind_cut_over: puts the copy in the place of the database, starts Grafana with it, and compares; a Grafana that lacks anything gets its
# former database again.
kind_cut_over() {
  local lacking
  chown "$GRAFANA_OWNER" "$STAGING/grafana.db"
  chmod 0640 "$STAGING/grafana.db"
  [ ! -e "$DB" ] || [ -e "$BEFORE" ] || ln "$DB" "$BEFORE"
  rm -f "$DB-wal" "$DB-shm" "$DB-journal"
  sync
  cp -a --link "$STAGING/grafana.db" "$DB.new"
  mv -f "$DB.new" "$DB"
  target_up
  lacking=""
  if ! wait_for "${READY_SECONDS:-300}" "Grafana in the cluster" healthy target; then
    lacking="it does not answer with the moved database"
  elif ! wait_for "${READY_SECONDS:-300}" "plugins of Grafana" have_plugins; then
    lacking="plugins are missing: $(tr '\n' ' ' <"$WORK/plugins")"
  else
    state "$DB" >"$WORK/target.state"
    lacking=$(names "$WORK/source.state" | LC_ALL=C comm -23 - <(names "$WORK/target.state") | tr '\t' ' ' | sed -n 1,5p | tr '\n' ';')
  fi
  if [ -n "$lacking" ]; then
    target_down
    rm -f "$DB-wal" "$DB-shm" "$DB-journal"
    if [ -e "$BEFORE" ]; then mv -f "$BEFORE" "$DB"; else rm -f "$DB"; fi
    fail "the Grafana in the cluster does not have what the one on $SOURCE_NAME has: $lacking" \
      "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD -c grafana; it has its former database again, and the source is in use as before"
  fi
  note "has $(counted "$WORK/source.state") of the Grafana on $SOURCE_NAME, and $(wc -l <"$WORK/plugins") plugins"
  [ ! -e "$BEFORE" ] || note "its former database is kept as $(basename "$BEFORE")"
  record_put sourceVersion "$(cat "$WORK/source.version")" sourceData "$SOURCE_DATA"
  cp "$WORK/target.state" "$STAGE/content"
  at_target put_state "$STAGE" "cut $ATTEMPT"
  kind_discard
}
have_plugins() { local plugin; while IFS= read -r plugin; do [ -d "$VOLUME_ROOT/plugins/$plugin" ] || return 1; done <"$WORK/plugins"; }

kind_discard() { [ -z "${STAGING:-}" ] || rm -rf "$STAGING"; }

kind_mark_target() {
  [ -n "${DB:-}" ] || locate_target
  state "$DB" | sha256sum
}

# image_version: the version of the new Grafana, by its image: it is stopped on the way back.
image_version() {
  kube -n "$TARGET_NAMESPACE" get "$TARGET_POD" -o 'jsonpath={.spec.template.spec.containers[?(@.name=="grafana")].image}' |
    sed -n 's/@.*//; s/.*:v\{0,1\}\([0-9][0-9.]*\).*/\1/p'
}

# kind_copy_back: the database goes back whole, where both are of one version; an older Grafana cannot read it.
kind_copy_back() {
  local there here back changed
  locate_target
  there=$(record_get sourceVersion)
  here=$(image_version)
  SOURCE_DATA=$(record_get sourceData)
  if [ "$there" != "$here" ]; then
    changed=$(state "$DB" | LC_ALL=C comm -13 "$STAGE/content" - | cut -f 1,2 | tr '\t' ' ' | sed -n 1,10p | tr '\n' ';')
    left_behind "the Grafana on $SOURCE_NAME is $there, and cannot read the database of ${here:-the one in the cluster}; since the move \
changed: $changed" "export these dashboards as JSON to import them on $SOURCE_NAME, or give the Grafana there the other version" || return 0
  fi
  close_source
  sqlite3 "$DB" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  back=$SOURCE_DATA/grafana.db.infra-new
  source_host "cat >$(words "$back")" <"$DB"
  [ "$(source_host "sha256sum <$(words "$back")" </dev/null)" = "$(sha256sum <"$DB")" ] ||
    fail "the copy on $SOURCE_NAME differs from the database" \
      "check the disk there (dmesg), then run pulumi up again; the cluster keeps its database"
  # One rename; the state of before the move stays beside it.
  source_host "set -e; cd $(words "$SOURCE_DATA"); [ -e grafana.db.before-back-$MOVE ] || ln grafana.db grafana.db.before-back-$MOVE
    chown --reference=grafana.db grafana.db.infra-new; chmod --reference=grafana.db grafana.db.infra-new
    rm -f grafana.db-wal grafana.db-shm grafana.db-journal; sync; mv -f grafana.db.infra-new grafana.db" </dev/null ||
    fail "the database on $SOURCE_NAME cannot be replaced" "read the lines above, then run pulumi up again; the cluster keeps its database"
  note "copied the database back, with the same checksum; $SOURCE_NAME keeps the one of before as grafana.db.before-back-$MOVE"
}
