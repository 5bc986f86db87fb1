#!/bin/busybox sh
# shellcheck shell=dash
# shellcheck disable=SC2016  # programs of awk
# Stands in for Loki's HTTP interface over real files, one request a process (nc -e): its configuration, labels, counts of lines and the
# flush. A chunk is a file with lines of second, job, host (or -) and text; a table of the index is a folder with files that name chunks. As
# in Loki, lines are found through the tables of the described periods alone, and what is in memory (here the file wal/head) is on no disk
# until it is flushed. ROOT is the folder of path_prefix.
root=${ROOT:-/loki}
bb=/bin/busybox
[ -x "$bb" ] || bb=/usr/bin/busybox
read -r method target _
while read -r line && [ ${#line} -gt 1 ]; do :; done
path=${target%%\?*}
answer() {
  printf 'HTTP/1.0 %s\r\nContent-Type: application/json\r\n\r\n' "$1"
  $bb cat
}
param() { $bb httpd -d "$(printf '%s\n' "${target#*\?}" | $bb tr '&' '\n' | $bb sed -n "s/^$1=//p")"; }
prefixes() { $bb sed -n 's/^ *prefix: *//p' "$root/config.yaml" | $bb grep .; }

# lines FIRST LAST: the lines that the tables of these days lead to, and those in memory, each once.
lines() {
  {
    for prefix in $(prefixes); do
      day=$1
      while [ "$day" -le "$2" ]; do
        $bb cat "$root/chunks/index/$prefix$day"/* 2>/dev/null
        day=$((day + 1))
      done
    done | $bb sort -u | while read -r chunk; do
      $bb cat "$root/chunks/fake/$chunk" 2>/dev/null || echo "missing $chunk"
    done
    $bb cat "$root/wal/head" 2>/dev/null
  } | $bb sort -u
}

case "$method $path" in
  "GET /ready") echo ready | answer "200 OK" ;;
  "GET /config") $bb cat "$root/config.yaml" | answer "200 OK" ;;
  "GET /loki/api/v1/labels")
    start=$(param start) end=$(param end)
    start=${start%000000000} end=${end%000000000}
    [ $((end - start)) -le 2592000 ] || { echo "the query time range exceeds the limit" | answer "400 Bad Request" && exit; }
    lines $((start / 86400)) $((end / 86400)) | $bb awk '
      $1 != "" { if ($2 != "-") has["job"]; if ($3 != "-") has["host"] }
      END {
        printf "{\"status\":\"success\",\"data\":["
        for (k in has) { printf "%s\"%s\"", sep, k; sep = "," }
        printf "]}\n"
      }' | answer "200 OK"
    ;;
  "GET /loki/api/v1/query")
    query=$(param query)
    end=$(param time)
    end=${end%000000000}
    range=$(printf '%s' "$query" | $bb sed -n 's/.*\[\([0-9]*\)s\].*/\1/p')
    label=$(printf '%s' "$query" | $bb sed -n 's/^sum by (\([a-z]*\)) .*/\1/p')
    without=$(printf '%s' "$query" | $bb sed -n 's/.*[{,]\([a-z]*\)="".*/\1/p')
    found=$(lines $(((end - range) / 86400)) $((end / 86400)))
    case $found in
      *missing\ *) echo "failed to load chunk" | answer "500 Internal Server Error" ;;
      *)
        printf '%s\n' "$found" | $bb awk -v end="$end" -v range="$range" -v label="$label" -v without="$without" '
          $1 != "" && $1 > end - range && $1 <= end {
            has["job"] = $2; has["host"] = $3
            if (has[label] != "-" && (without == "" || has[without] == "-")) n[has[label]]++
          }
          END {
            printf "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
            for (k in n) { printf "%s{\"metric\":{\"%s\":\"%s\"},\"value\":[%d,\"%d\"]}", sep, label, k, end, n[k]; sep = "," }
            printf "],\"stats\":{}}}\n"
          }' | answer "200 OK"
        ;;
    esac
    ;;
  "POST /ingester/shutdown")
    if [ -s "$root/wal/head" ]; then
      chunk=flushed-$($bb md5sum <"$root/wal/head" | $bb cut -c 1-8)
      $bb cp "$root/wal/head" "$root/chunks/fake/$chunk"
      prefix=$(prefixes | $bb tail -n 1)
      for day in $($bb awk '{ print int($1 / 86400) }' "$root/wal/head" | $bb sort -u); do
        $bb mkdir -p "$root/chunks/index/$prefix$day"
        echo "$chunk" >"$root/chunks/index/$prefix$day/flushed-$chunk"
      done
      $bb rm "$root/wal/head"
    fi
    printf 'HTTP/1.0 204 No Content\r\n\r\n'
    ;;
  *) echo "not found" | answer "404 Not Found" ;;
esac
