#!/bin/sh
# Requests a page of a version of an app until the answer is right once, for at most SMOKE_TIMEOUT seconds, and fails if it never was.
# Environment: SMOKE_URL, SMOKE_STATUS, SMOKE_TEXT (without it any answer), SMOKE_HEADERS (lines "Name: value"; may be missing),
# SMOKE_TIMEOUT, WORK (a folder for its files).
set -eu
export LC_ALL=C

# Bytes of an answer that are kept, and seconds that one answer may take.
limit=1048576
patience=10

text=${SMOKE_TEXT:-}
deadline=$(($(date +%s) + SMOKE_TIMEOUT))
headers=$WORK/headers
body=$WORK/body
report=$WORK/report
ended=$WORK/ended

# Redirects are not followed: their status is the answer's. The end of a longer page is read too, or curl would report an error.
ask() {
  seconds=$1
  set --
  if [ -n "${SMOKE_HEADERS:-}" ]; then
    set -- --header "@$headers"
  fi
  {
    code=0
    curl --disable --silent --show-error --globoff --path-as-is --noproxy '*' --proto '=http' \
      --connect-timeout 5 --max-time "$seconds" "$@" --url "$SMOKE_URL" \
      --write-out '%{stderr}status %{http_code} %{redirect_url}\n' 2>"$report" || code=$?
    echo "$code" >"$ended"
  } | {
    head -c "$limit"
    cat >/dev/null
  } >"$body"
}

# Sets what is wrong with the last answer; nothing if it is right.
judge() {
  code=$(cat "$ended")
  status=$(sed -n 's/^status \([0-9]*\).*/\1/p' "$report")
  target=$(sed -n 's/^status [0-9]* \(..*\)/\1/p' "$report")
  wrong=
  if [ "$code" != 0 ]; then
    wrong="no answer: $(sed -n 's/^curl: //p' "$report" | tail -n 1)"
  elif [ "$status" != "$SMOKE_STATUS" ]; then
    wrong="the status is $status in place of $SMOKE_STATUS${target:+, a redirect to $target}"
  else
    case $(tr -d '\000' <"$body") in
      *"$text"*) ;;
      *) wrong="the status is $status, but the answer does not contain: $text" ;;
    esac
  fi
}

# Without control characters, which an answer may contain.
printable() {
  tr -d '\000-\010\013-\037\177' | cut -c 1-160
}

say() {
  printf 'smoke test: %s\n' "$1" | printable
}

printf '%s\n' "${SMOKE_HEADERS:-}" >"$headers"
last=
while true; do
  left=$((deadline - $(date +%s)))
  ask $((left < 1 ? 1 : left < patience ? left : patience))
  judge
  if [ -z "$wrong" ]; then
    say "passed: $SMOKE_URL answers with status $status"
    exit 0
  fi
  if [ "$(date +%s)" -ge "$deadline" ]; then
    break
  fi
  if [ "$wrong" != "$last" ]; then
    say "not yet: $wrong"
    last=$wrong
  fi
  sleep 1
done

{
  say "failed: $SMOKE_URL: $wrong"
  if [ -s "$body" ]; then
    say "the answer begins with:"
    head -n 6 "$body" | printable | sed 's/^/| /'
  fi
  say "to do: read the log of the pods of this version, which is not live; correct the version or the smoke test, and run again"
} >&2
exit 1
