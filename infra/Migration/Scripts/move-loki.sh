#!/usr/bin/env bash
# Functions of a data move of Loki: its chunks and index tables, after a check that the Loki in the cluster reads them, verified by
# checksums of the files and by counts of the lines of each day. What the new Loki has written meanwhile stays: names of chunks hold
# stream and time, names of index files their writer, so that both fit in one folder.
# Parameters: TARGET_CLAIM, the claim of the new Loki's volume; TARGET_PORT, the port of both.
: "${TARGET_CLAIM:?}" "${TARGET_PORT:?}"
OWNER=${OWNER:-10001:10001}
# Files of one Loki alone: requests to delete lines, and the name of the installation.
LOKI_OWN=(index/delete_requests loki_cluster_seed.json)
LOKI_FLUSH='flush=true&delete_ring_tokens=false&terminate=false'
DAY=86400

# look NAME: reads the configuration of a side (source, target) into NAME.config, as lines path=value.
look() {
  case $1 in
    source) ask_source http GET "$SOURCE_IP" "$TARGET_PORT" /config 60 ;;
    target) ask_target http "$TARGET_PORT" GET /config 60 ;;
  esac </dev/null | yaml_paths >"$WORK/$1.config" && [ -s "$WORK/$1.config" ]
}

# setting NAME PATH: a value of a side's configuration.
setting() { awk -v path="$2=" 'index($0, path) == 1 { print substr($0, length(path) + 1); exit }' "$WORK/$1.config"; }

# periods NAME: a side's periods of the schema that have begun, oldest first: first day, store, place, schema, prefix, seconds of a table.
periods() {
  local at=0 from
  while from=$(setting "$1" "schema_config.configs.$at.from") && [ -n "$from" ]; do
    [[ "$from" > $(date -u +%F) ]] || printf '%s %s %s %s %s %s\n' "$from" \
      "$(setting "$1" "schema_config.configs.$at.store")" "$(setting "$1" "schema_config.configs.$at.object_store")" \
      "$(setting "$1" "schema_config.configs.$at.schema")" "$(setting "$1" "schema_config.configs.$at.index.prefix")" \
      "$(seconds_of "$(setting "$1" "schema_config.configs.$at.index.period")")"
    at=$((at + 1))
  done | LC_ALL=C sort
}

# chunks_of NAME: the folder with the chunks, as a side sees it.
chunks_of() {
  local folder
  folder=$(setting "$1" storage_config.filesystem.directory)
  [ -n "$folder" ] || folder=$(setting "$1" common.storage.filesystem.chunks_directory)
  printf '%s' "${folder%/}"
}

check_schema() {
  local missing
  periods source >"$WORK/source.periods"
  periods target >"$WORK/target.periods"
  [ -s "$WORK/source.periods" ] ||
    fail "the Loki on $SOURCE_NAME names no period of its schema" "read http://$SOURCE_IP:$TARGET_PORT/config there"
  missing=$(grep -vxFf "$WORK/target.periods" "$WORK/source.periods" | sed -n 1p || true)
  [ -z "$missing" ] || fail "the Loki in the cluster does not read the period $(in_words "$missing") of the one on $SOURCE_NAME" \
    "$(remedy "$missing")"
  missing=$(grep -vxFf "$WORK/source.periods" "$WORK/target.periods" | sed -n 1p || true)
  [ -z "$missing" ] ||
    fail "the Loki in the cluster has a period $(in_words "$missing") that the one on $SOURCE_NAME has not, and hides its lines" \
      "give it a later from in observability.loki.schema than today (UTC), or remove it"
}
in_words() {
  local from store place schema prefix seconds
  read -r from store place schema prefix seconds <<<"$1"
  printf 'from %s (store %s in %s, schema %s, prefix %s, tables of %sh)' "$from" "$store" "$place" "$schema" "$prefix" "$((seconds / 3600))"
}
remedy() {
  local from store place schema prefix seconds
  read -r from store place schema prefix seconds <<<"$1"
  if [ "$store $place $schema $seconds" = "tsdb filesystem v13 $DAY" ]; then
    printf 'add {from: "%s", prefix: %s} to observability.loki.schema; nothing was stopped' "$from" "$prefix"
  else
    printf '%s' "its lines cannot be moved: let the Loki on $SOURCE_NAME write tsdb and v13 from a later day on, " \
      "and move when it has deleted the older ones; nothing was stopped"
  fi
}

# tables: prints the day numbers of the source's index tables, oldest first.
tables() {
  source_host "cd $(words "$SOURCE_ROOT/index") 2>/dev/null && ls" </dev/null | awk -v file="$WORK/source.periods" '
    BEGIN { while ((getline line < file) > 0) { split(line, words, " "); prefixes[words[5]] = 1 } }
    {
      for (prefix in prefixes) {
        number = substr($0, length(prefix) + 1)
        if (index($0, prefix) == 1 && number ~ /^[0-9]+$/) print number
      }
    }' |
    sort -nu
}

check_retention() {
  local kept enabled oldest age
  oldest=$(tables | sed -n 1p)
  [ -n "$oldest" ] || return 0
  enabled=$(setting target compactor.retention_enabled)
  kept=$(seconds_of "$(setting target limits_config.retention_period)")
  [ "$enabled" = true ] && [ "$kept" -gt 0 ] || return 0
  age=$((($(date +%s) - oldest * DAY + DAY - 1) / DAY))
  [ $((kept / DAY)) -ge "$age" ] ||
    fail "the Loki in the cluster keeps lines for $((kept / DAY))d, and the oldest on $SOURCE_NAME are ${age}d old ($(day "$oldest"))" \
      "set keepFor of observability.loki to at least ${age}d: what is older would be deleted at once; nothing was stopped"
}
day() { date -u -d "@$(($1 * DAY))" +%F; }

check_tenants() {
  local others
  [ "$(setting source auth_enabled)" != true ] || [ "$(setting target auth_enabled)" = true ] || {
    others=$(source_host "cd $(words "$SOURCE_ROOT") && ls" </dev/null | grep -vxE 'fake|index|loki_cluster_seed.json|.*-temp' |
      sed -n 1,3p | tr '\n' ' ' || true)
    [ -z "$others" ] || fail "the Loki on $SOURCE_NAME has tenants ($others), and the one in the cluster has none" \
      "move their chunks under one tenant with Loki's tool migrate first; nothing was stopped"
  }
}

check_space() {
  local needed used limit free
  needed=$(source_bytes)
  used=$(du -sb "$TARGET_CHUNKS" 2>/dev/null | cut -f 1 || true)
  limit=$(claim_bytes)
  free=$(df -B1 --output=avail "$VOLUME_ROOT" | tail -n 1 | tr -d ' ')
  [ "$limit" -eq 0 ] || [ $((needed + ${used:-0})) -le "$limit" ] ||
    fail "the chunks on $SOURCE_NAME ($(mebibytes "$needed")) and those in the cluster ($(mebibytes "${used:-0}")) \
do not fit into the claim $TARGET_CLAIM of $(mebibytes "$limit")" \
      "make observability.loki.size larger (docs/runbooks/storage-full.md); nothing was stopped"
  [ $((needed + needed / 20)) -le "$free" ] ||
    fail "the volume of $TARGET_CLAIM has $(mebibytes "$free") left, and the chunks on $SOURCE_NAME are $(mebibytes "$needed")" \
      "free disk space on this server, or make the volume larger; nothing was stopped"
}
# claim_bytes: the size of the claim; 0 where the cluster does not tell it.
claim_bytes() {
  local size
  size=$(kube -n "$TARGET_NAMESPACE" get pvc "$TARGET_CLAIM" -o 'jsonpath={.spec.resources.requests.storage}')
  printf '%s' "${size:-0}" | numfmt --from=auto
}
mebibytes() { printf '%s MiB' $((($1 + 1048575) / 1048576)); }
source_bytes() { source_host "du -sb $(words "$SOURCE_ROOT") | cut -f 1" </dev/null; }

# locate: finds both folders of chunks.
locate() {
  local folder
  SOURCE_IP=$(source_address)
  wait_for "${READY_SECONDS:-180}" "Loki on $SOURCE_NAME" ask_source http GET "$SOURCE_IP" "$TARGET_PORT" /ready 10 </dev/null ||
    fail "Loki on $SOURCE_NAME does not answer" "docker logs $SOURCE_CONTAINER there"
  look source || fail "Loki on $SOURCE_NAME does not print its configuration" "curl http://$SOURCE_IP:$TARGET_PORT/config there"
  wait_for "${READY_SECONDS:-180}" "Loki in the cluster" ask_target http "$TARGET_PORT" GET /ready 10 ||
    fail "Loki in the cluster does not answer" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD"
  look target || fail "Loki in the cluster does not print its configuration" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD"
  folder=$(chunks_of source)
  # shellcheck disable=SC2034  # read by find_source
  SOURCE_FOLDER=$(source_folder "$folder") ||
    fail "$folder of $SOURCE_CONTAINER is in the container and not in a volume" "mount a volume there first: docker cp keeps what is in it"
  SOURCE_ROOT=""
  find_source
  locate_target
}

# locate_target: finds the target's folders, by its configuration in target.config, or by the record of the move when it does not answer.
locate_target() {
  local folder
  if [ -s "$WORK/target.config" ]; then
    folder=$(chunks_of target)
    folder=${folder#"$(setting target common.path_prefix)/"}
  else
    folder=$(record_get targetChunks)
  fi
  find_volume
  TARGET_CHUNKS=$VOLUME_ROOT/${folder:-chunks}
}

kind_check() {
  # A run that was cut off may have left it down.
  target_up
  run_source
  locate
  check_schema
  check_tenants
  check_retention
  check_space
  : >"$WORK/asked"
  # Lines of days that are over do not change any more: they are counted while everything runs.
  CLOSED=$(($(date +%s) / DAY - 1))
  count_days source "$(tables | sed -n 1p)" "$CLOSED" >"$WORK/source.counts" ||
    fail "Loki on $SOURCE_NAME does not count its lines" "docker logs $SOURCE_CONTAINER there; nothing was stopped"
  count_again target >"$WORK/target.before" ||
    fail "Loki in the cluster does not count its lines" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD; nothing was stopped"
}

kind_size() { mebibytes "$(source_bytes)"; }

# ask NAME: the answers of a side to the paths on standard input.
ask() {
  case $1 in
    source) ask_source http_lines "$SOURCE_IP" "$TARGET_PORT" 300 ;;
    target) ask_target http_lines "$TARGET_PORT" 300 ;;
  esac
}

# selectors: the labels on standard input as selectors that no stream matches twice and each stream matches once, with their labels.
selectors() {
  local label without=""
  while IFS= read -r label; do
    printf '%s\t{%s%s=~".+"}\n' "$label" "$without" "$label"
    without="$without$label=\"\","
  done
}

# count_days NAME FIRST LAST [END]: lines of each day and stream label, as day, number of the second at which the count ends, label=value,
# lines. Days are numbers since 1970; END is the second at which the last one ends, where it is not over.
count_days() {
  local name=$1 first=${2:-} last=$3 end=${4:-} number stop label selector
  [ -n "$first" ] && [ "$first" -le "$last" ] || return 0
  # A week at a time: a Loki refuses questions about more than a month.
  for ((number = first; number <= last; number += 7)); do
    printf '/loki/api/v1/labels?start=%s000000000&end=%s000000000\n' "$((number * DAY))" "$(((number + 7) * DAY))"
  done | ask "$name" >"$WORK/labels.json" || return 1
  ! grep -qv '"success"' "$WORK/labels.json" || return 1
  sed -n 's/.*"data":\[\([^]]*\)\].*/\1/p' "$WORK/labels.json" | tr ',' '\n' | tr -d '" ' | sed '/^$/d' |
    awk '{ print ($0 == "job" ? 0 : 1), $0 }' | LC_ALL=C sort -u | cut -d ' ' -f 2 | selectors >"$WORK/selectors"
  : >"$WORK/questions"
  for ((number = first; number <= last; number++)); do
    stop=$(((number + 1) * DAY))
    [ "$number" -lt "$last" ] || stop=${end:-$stop}
    while IFS=$'\t' read -r label selector; do
      printf '%s\t%s\t%s\t%s\n' "$number" "$stop" "$label" "$selector" >>"$WORK/questions"
    done <"$WORK/selectors"
  done
  cat "$WORK/questions" >>"$WORK/asked"
  answers "$name"
}

# count_again NAME: the answers of a side to all that count_days has asked.
count_again() {
  [ -s "$WORK/asked" ] || return 0
  cp "$WORK/asked" "$WORK/questions"
  answers "$1"
}

# answers NAME: asks a side the questions, and prints the counts.
answers() {
  local number stop label selector
  while IFS=$'\t' read -r number stop label selector; do
    printf '/loki/api/v1/query?query=%s&time=%s000000000\n' \
      "$(encoded "sum by ($label) (count_over_time(${selector}[$((stop - number * DAY))s]))")" "$stop"
  done <"$WORK/questions" | ask "$1" >"$WORK/answers" || return 1
  [ "$(wc -l <"$WORK/answers")" -eq "$(wc -l <"$WORK/questions")" ] || return 1
  ! grep -qv '^{"status":"success"' "$WORK/answers" || return 1
  paste "$WORK/questions" "$WORK/answers" | awk -F '\t' '{
    rest = $5
    while (match(rest, /\{"metric":\{/)) {
      rest = substr(rest, RSTART + RLENGTH)
      if (!match(rest, /\},"value":\[[0-9.e+]*,"[0-9]+"\]/)) break
      group = substr(rest, 1, RSTART - 1); value = substr(rest, RSTART, RLENGTH); rest = substr(rest, RSTART + RLENGTH)
      sub(/^.*,"/, "", value); sub(/"\]$/, "", value)
      printf "%s\t%s\t%s\t%s\n", $1, $2, group, value
    }
  }'
}

# compare_counts: prints what is missing in target.counts, for people; fails when anything is.
compare_counts() {
  awk -F '\t' -v before="$WORK/target.before" -v after="$WORK/target.counts" '
    BEGIN {
      while ((getline line < before) > 0) { split(line, word, "\t"); had[word[1], word[3]] = word[4] }
      while ((getline line < after) > 0) { split(line, word, "\t"); has[word[1], word[3]] = word[4] }
    }
    {
      least = $4 > had[$1, $3] + 0 ? $4 : had[$1, $3] + 0
      if (has[$1, $3] + 0 < least) {
        bad++
        if (bad <= 5) printf "%s %s: %d lines of %d\n", strftime_day($1), $3, has[$1, $3] + 0, least
      }
    }
    END { if (bad > 5) printf "and %d more\n", bad - 5; exit bad > 0 }
    function strftime_day(number,  z, era, doe, yoe, y, doy, mp, d, m) {
      z = number + 719468; era = int(z / 146097); doe = z - era * 146097
      yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365); y = yoe + era * 400
      doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100)); mp = int((5 * doy + 2) / 153); d = doy - int((153 * mp + 2) / 5) + 1
      m = mp < 10 ? mp + 3 : mp - 9; if (m <= 2) y++
      return sprintf("%04d-%02d-%02d", y, m, d)
    }' "$WORK/source.counts"
}

kind_fence() {
  local now
  now=$(date +%s)
  # The day that is not over, up to now; then everything in memory to the disk.
  count_days source "$((CLOSED + 1))" "$((now / DAY))" "$now" >"$WORK/source.today" ||
    fail "Loki on $SOURCE_NAME does not count its lines" "docker logs $SOURCE_CONTAINER there"
  cat "$WORK/source.today" >>"$WORK/source.counts"
  ask_source http POST "$SOURCE_IP" "$TARGET_PORT" "/ingester/shutdown?$LOKI_FLUSH" 600 </dev/null ||
    fail "Loki on $SOURCE_NAME does not write its lines to the disk" "docker logs $SOURCE_CONTAINER there"
  stop_source
}

kind_unfence() {
  [ "$MODE" != back ] || { find_volume && at_target put_state "$STAGE" back; }
  reopen_source || return 0
  wait_for "${READY_SECONDS:-180}" "Loki on $SOURCE_NAME" ask_source http GET "$SOURCE_IP" "$TARGET_PORT" /ready 10 </dev/null || return 1
  [ "$MODE" = back ] && [ -s "$WORK/source.counts" ] || return 0
  # source.counts are here those of the cluster.
  if ! count_again source >"$WORK/target.counts" || ! compare_counts >"$WORK/missing"; then
    fail "the Loki on $SOURCE_NAME does not find all lines of the one in the cluster: $(tr '\n' ';' <"$WORK/missing")" \
      "the volume in the cluster keeps them; compare the day on both sides (docs/migrations/homelab.md)"
  fi
  note "counted the same lines of $(cut -f 1 "$WORK/source.counts" | sort -u | wc -l) days on $SOURCE_NAME as in the cluster"
}

kind_mark() {
  source_inspect '{{.State.Running}} {{.State.StartedAt}}'
  at_source mark "$SOURCE_ROOT" content
}

kind_copy() { files_copy "$1"; }

kind_verify() {
  files_verify "$1"
  [ "$1" = rehearsal ] || join_chunks
}

# join_folders FROM TO OWNER: gives the files of a folder to another one on the same disk by hard links, the index last: a chunk that no
# index names is not read. Files that are there already must be the same.
join_folders() (
  set -e
  chown -R "$3" "$1"
  mkdir -p "$2/index"
  cd "$1"
  find . -type f -print0 | while IFS= read -r -d '' file; do
    [ ! -e "$2/$file" ] || cmp -s "$file" "$2/$file" || { printf 'another file of the name %s is there\n' "$file" >&2; exit 1; }
  done
  find . -mindepth 1 -maxdepth 1 ! -name index -exec cp -a --link --no-clobber {} "$2/" \;
  [ ! -d index ] || cp -a --link --no-clobber index/. "$2/index/"
  chown "$3" "$2" "$2/index"
  sync
)

# join_chunks: gives the chunks to the Loki in the cluster, starts it, and counts the lines again. What it has itself stays.
join_chunks() {
  (cd "$STAGE/incoming" && rm -rf "${LOKI_OWN[@]}")
  join_folders "$STAGE/incoming" "$TARGET_CHUNKS" "$OWNER" || fail "the chunks cannot be joined with those in the cluster" \
    "read the lines above, then run pulumi up again; the source is in use as before"
  target_up
  wait_for "${READY_SECONDS:-180}" "Loki in the cluster" ask_target http "$TARGET_PORT" GET /ready 10 ||
    fail "Loki in the cluster does not answer" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD; the source is in use as before"
  count_again target >"$WORK/target.counts" ||
    fail "Loki in the cluster does not count its lines" "kubectl -n $TARGET_NAMESPACE logs $TARGET_POD; the source is in use as before"
  compare_counts >"$WORK/missing" || fail "the Loki in the cluster does not find all lines: $(tr '\n' ';' <"$WORK/missing")" \
    "compare the day on both sides (docs/migrations/homelab.md), then run pulumi up again; the source is in use as before"
  note "counted the same $(awk -F '\t' '{ sum += $4 } END { printf "%d", sum }' "$WORK/source.counts") lines of \
$(cut -f 1 "$WORK/source.counts" | sort -u | wc -l) days on both sides"
}

kind_cut_over() {
  # What the way back needs also when a Loki does not answer any more.
  record_put targetChunks "${TARGET_CHUNKS#"$VOLUME_ROOT/"}" sourceChunks "$SOURCE_ROOT" sourcePeriods "$(cat "$WORK/source.periods")"
  at_target put_state "$STAGE" "cut $ATTEMPT"
  rm -rf "$STAGE/incoming"
}

# The new Loki writes as long as it runs, and wrote before the move: what it has is always copied back, so that the mark of the way back is
# another one.
kind_mark_target() {
  [ -n "${TARGET_CHUNKS:-}" ] || locate_target
  printf '%s ' "$MODE"
  at_target mark "$TARGET_CHUNKS" content
}

# ask_before: counts the lines of the new Loki before its chunks go back. Writing to the disk is part of its end.
ask_before() {
  target_up
  if wait_for "${READY_SECONDS:-180}" "Loki in the cluster" ask_target http "$TARGET_PORT" GET /ready 10 && look target; then
    locate_target
    : >"$WORK/asked"
    count_days target "$(target_tables | sed -n 1p)" "$(($(date +%s) / DAY - 1))" >"$WORK/source.counts" || rm -f "$WORK/source.counts"
  fi
  target_down
  [ -e "$WORK/source.counts" ]
}
target_tables() { (cd "$TARGET_CHUNKS/index" 2>/dev/null && ls) | sed -n 's/^.*[^0-9]\([0-9][0-9]*\)$/\1/p' | sort -nu; }

# kind_copy_back: gives what the new Loki has to the one on the Docker host, which keeps what it has itself.
kind_copy_back() {
  local back missing needed free
  if ! ask_before; then
    left_behind "the Loki in the cluster does not answer, so what it has in its memory cannot be copied back" \
      "let it answer first (kubectl -n $TARGET_NAMESPACE logs $TARGET_POD)" || return 0
  fi
  locate_target
  SOURCE_ROOT=$(record_get sourceChunks)
  record_get sourcePeriods >"$WORK/source.periods"
  periods target >"$WORK/target.periods"
  missing=$(grep -vxFf "$WORK/source.periods" "$WORK/target.periods" | sed -n 1p || true)
  [ -z "$missing" ] || left_behind "the Loki on $SOURCE_NAME does not read the period $(in_words "$missing") of the one in the cluster" \
    "add it to schema_config of the Loki on $SOURCE_NAME" || return 0
  close_source
  back=$(dirname "$SOURCE_ROOT")/.infra-back-$MOVE
  needed=$(du -sb "$TARGET_CHUNKS" | cut -f 1)
  free=$(source_host "df -B1 --output=avail $(words "$SOURCE_ROOT") | tail -n 1" </dev/null | tr -d ' ')
  [ "$needed" -le "$free" ] || fail "$SOURCE_NAME has $(mebibytes "$free") left, and the chunks in the cluster are $(mebibytes "$needed")" \
    "free disk space on $SOURCE_NAME, then run pulumi up again; the cluster keeps its lines"
  # What the source has already is linked there and takes no space.
  source_host "mkdir -p $(words "$back")" </dev/null
  rsync_with "way back" --link-dest="$SOURCE_ROOT" "$TARGET_CHUNKS/" "${SOURCE_USER:-root}@$SOURCE_ADDRESS:$back/"
  if ! at_target tree "$TARGET_CHUNKS" - "" >"$WORK/target.tree" || ! at_source tree "$back" - "" >"$WORK/source.tree"; then
    fail "the copy on $SOURCE_NAME cannot be compared" "see the lines above; the cluster keeps its lines"
  fi
  differences "$WORK/target.tree" "$WORK/source.tree" "the copy on $SOURCE_NAME" all
  source_host "$(declare -f join_folders); set -e; cd $(words "$back"); rm -rf $(words "${LOKI_OWN[@]}")
    join_folders $(words "$back" "$SOURCE_ROOT") \"\$(stat -c %u:%g $(words "$SOURCE_ROOT"))\"; rm -rf $(words "$back")" </dev/null ||
    fail "the chunks of the cluster cannot be joined with those on $SOURCE_NAME" \
      "read the lines above, then run pulumi up again; the cluster keeps its lines"
  note "copied $(wc -l <"$WORK/target.tree") files and folders of the Loki in the cluster back, with the same checksums"
}
