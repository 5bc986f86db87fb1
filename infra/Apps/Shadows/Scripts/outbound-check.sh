#!/bin/sh
# Checks from inside the cluster, on the node of a shadow copy, what the copy needs: its name in the cluster's DNS, its node port with the
# path that requests something from the internet, and a host outside. Each check is repeated until it succeeds, for at most
# OUTBOUND_TIMEOUT seconds in all; those that never did are all reported.
# Environment: SERVICE_URL (the copy by its full name in the cluster), NODE_ADDRESS, NODE_PORT, OUTBOUND_PATH, OUTSIDE_URL,
# OUTBOUND_TIMEOUT, WORK (a folder for its files).
set -eu
export LC_ALL=C

# Bytes of an answer that are kept, and seconds that one answer may take.
limit=65536
patience=20

deadline=$(($(date +%s) + OUTBOUND_TIMEOUT))
body=$WORK/body
report=$WORK/report
ended=$WORK/ended

# Without control characters, which an answer may contain.
printable() {
  tr -d '\000-\010\013-\037\177' | cut -c 1-200
}

say() {
  printf 'outbound check: %s\n' "$1" | printable
}

# Sets code, status and the message of curl. Redirects are not followed: their status is the answer's.
ask() {
  left=$((deadline - $(date +%s)))
  left=$((left < 1 ? 1 : left < patience ? left : patience))
  {
    code=0
    curl --disable --silent --show-error --globoff --path-as-is --noproxy '*' --proto '=http,https' \
      --connect-timeout 5 --max-time "$left" --url "$1" --write-out '%{stderr}status %{http_code}\n' 2>"$report" || code=$?
    echo "$code" >"$ended"
  } | {
    head -c "$limit"
    cat >/dev/null
  } >"$body"
  code=$(cat "$ended")
  status=$(sed -n 's/^status \([0-9]*\).*/\1/p' "$report")
  message=$(sed -n 's/^curl: //p' "$report" | tail -n 1)
}

# Sets what is wrong with the last question; nothing if a server answered.
judge_answer() {
  wrong=
  case "$code: $message" in
    0:*) ;;
    6:* | *'Resolving timed out'*) wrong="its name cannot be resolved: $message" ;;
    *) wrong="no answer: $message" ;;
  esac
}

# Answers with any status: DNS and the service's way to the pods work.
check_name() {
  ask "$SERVICE_URL"
  judge_answer
}

# Answers with success: the copy itself reached the internet.
check_path() {
  ask "http://$NODE_ADDRESS:$NODE_PORT$OUTBOUND_PATH"
  judge_answer
  case "$wrong:$status" in
    :2??) ;;
    :*) wrong="the status is $status, not one of success" ;;
  esac
  if [ -n "$wrong" ]; then cp "$body" "$WORK/answer"; fi
}

check_outside() {
  ask "$OUTSIDE_URL"
  judge_answer
}

# check NAME SUBJECT: keeps in a file of the name what is wrong; removes the file on success. A check that succeeded is not repeated.
check() {
  [ ! -f "$WORK/passed-$1" ] || return 0
  case "$1" in
    1-name) check_name ;;
    2-path) check_path ;;
    *) check_outside ;;
  esac
  if [ -z "$wrong" ]; then
    say "passed: $2"
    rm -f "$WORK/failed-$1"
    : >"$WORK/passed-$1"
  else
    printf '%s: %s\n' "$2" "$wrong" >"$WORK/failed-$1"
  fi
}

while true; do
  check 1-name "the name in the cluster's DNS, $SERVICE_URL"
  check 2-path "the node port, http://$NODE_ADDRESS:$NODE_PORT$OUTBOUND_PATH"
  check 3-outside "a host outside, $OUTSIDE_URL"
  failed=$(cat "$WORK"/failed-* 2>/dev/null || true)
  if [ -z "$failed" ] || [ "$(date +%s)" -ge "$deadline" ]; then
    break
  fi
  sleep 1
done

if [ -z "$failed" ]; then
  say "passed on the node $NODE_ADDRESS"
  exit 0
fi
{
  printf '%s\n' "$failed" | while read -r line; do say "failed: $line"; done
  if [ -f "$WORK/failed-2-path" ] && [ -s "$WORK/answer" ]; then
    say "the answer of the path begins with:"
    head -n 4 "$WORK/answer" | printable | sed 's/^/| /'
  fi
  if [ -f "$WORK/failed-1-name" ]; then
    say "to do: look at the cluster's DNS (kubectl -n kube-system logs -l k8s-app=kube-dns) and at the pods of the copy"
  elif [ -f "$WORK/failed-3-outside" ]; then
    say "to do: look at the way out of the node $NODE_ADDRESS: its DNS servers, its firewall, its route"
  else
    say "to do: read the log of the copy's pods; the node reaches $OUTSIDE_URL, so the copy itself is at fault"
  fi
} >&2
exit 1
