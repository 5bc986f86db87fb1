#!/usr/bin/env bash
# A data move of Meilisearch: its files (move-files.sh), after its stop. They are of one version: a server of another minor version does not
# start on them, unless it is newer and upgrades them (MEILI_EXPERIMENTAL_DUMPLESS_UPGRADE, from 1.12). An index is made from other data,
# so that leaving the move out and indexing anew is the other way; a refusal names both.
# Parameters beside those of files: TARGET_VERSION (of the image in the cluster), TARGET_UPGRADES (true when it upgrades files).

# minor VERSION: v1.36.0 -> 1.36
minor() { sed -E 's/^v?([0-9]+\.[0-9]+).*/\1/' <<<"$1"; }
older() { [ "$1" != "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | awk 'NR == 1')" = "$1" ]; }

# data_folder ROOT: where the files are, for the volume is the whole of /meili_data or data.ms alone.
data_version() { words cat "$1/data.ms/VERSION" && printf ' 2>/dev/null || ' && words cat "$1/VERSION"; }

# fits FROM TO WHERE: fails when a server of the version TO does not start on files of FROM.
fits() {
  local from to
  from=$(minor "$1") to=$(minor "$2")
  [ "$from" != "$to" ] || return 0
  if [ "${TARGET_UPGRADES:-}" = true ] && older "$from" "$to" && ! older "$from" 1.12; then
    say "the files are of version $1; Meilisearch $2 upgrades them at its start"
    return 0
  fi
  fail "the files are of Meilisearch $1, and $3 runs $2, which does not start on them" "$4"
}

kind_check() {
  local version
  files_check
  version=$(source_host "$(data_version "$SOURCE_ROOT")" </dev/null 2>"$WORK/errors") ||
    fail "$SOURCE_ROOT on $SOURCE_NAME has no data.ms/VERSION" "name the volume of Meilisearch in dataMoves[$MOVE].from"
  [ -z "${TARGET_VERSION:-}" ] || fits "$version" "$TARGET_VERSION" "the cluster" \
    "use the image v$version for the move and upgrade after it, or remove dataMoves[$MOVE]: the app then indexes anew"
  say "Meilisearch $version: $(documents)"
}

# documents: how many each index of the source has, while it runs.
documents() {
  local id answer
  id=$(at_source mounting "$SOURCE_ROOT" | awk 'NR == 1 { print $1 }')
  [ -n "$id" ] || { echo "it does not run" && return 0; }
  # The key is on curl's standard input, not among its arguments.
  answer=$(source_host "
    address=\$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' $id | cut -d ' ' -f 1)
    docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' $id |
      sed -n 's/^MEILI_MASTER_KEY=\\(.*\\)/header = \"Authorization: Bearer \\1\"/p' |
      curl -sS --fail --noproxy '*' --max-time 10 -K - \"http://\$address:${SOURCE_PORT_INSIDE:-7700}/stats\"" </dev/null 2>/dev/null) ||
    { echo "its counts cannot be asked" && return 0; }
  grep -oE '"[^"]+":\{"numberOfDocuments":[0-9]+' <<<"$answer" | sed -E 's/"([^"]+)":\{"numberOfDocuments":/\1 /' | paste -sd ';' ||
    echo "no index"
}

kind_copy_back() {
  local here there
  find_source
  find_volume
  if source_host "test -e $(words "$SOURCE_ROOT/.infra-move/rebuild")" </dev/null; then
    note "the index of $SOURCE_NAME is left as it was at the move, and is to be made anew"
    return 0
  fi
  here=$(bash -c "$(data_version "$TARGET_ROOT")" 2>/dev/null) || here=unknown
  there=$(source_host "$(data_version "$SOURCE_ROOT")" </dev/null 2>/dev/null) || there=unknown
  TARGET_UPGRADES="" fits "$here" "$there" "$SOURCE_NAME" \
    "to keep its index of the move and index anew: mkdir -p $SOURCE_ROOT/.infra-move && touch $SOURCE_ROOT/.infra-move/rebuild there, \
then run pulumi up again"
  files_copy_back
}
