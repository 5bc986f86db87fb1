#!/usr/bin/env bash
# Asks the criteria of a gate, all of them, and fails when one does not hold. Each answer is a line of JSON: on standard output when the
# gate is passed, and in any case in a ConfigMap of the cluster. With the evidence of the same attempt it asks nothing and prints it again.
# Parameters: STACK, GATE, NEXT (the step after it), ATTEMPT, CRITERIA (lines: name, check, asks or disturbs, the question, the required
# answer, the check's arguments; between tabs).
: "${STACK:?}" "${GATE:?}" "${NEXT:?}" "${ATTEMPT:?}" "${CRITERIA:?}"
RECORD="infra-gate-$STACK-$GATE"
RUNBOOK=docs/runbooks/gate-failed.md

closing() {
  local code=$?
  trap - EXIT
  close_forward
  remove_copy
  rm -rf "$WORK"
  exit "$code"
}
trap closing EXIT

# keep STATE: writes the evidence into the cluster.
keep() {
  local data
  kube -n kube-system get configmap "$RECORD" >/dev/null 2>&1 || kube -n kube-system create configmap "$RECORD" >/dev/null 2>&1 || true
  data=$(printf '{"data":{"state":"%s","attempt":"%s","next":"%s","at":"%s","evidence":%s}}' \
    "$1" "$ATTEMPT" "$NEXT" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(lines "$EVIDENCE")")
  kube -n kube-system patch configmap "$RECORD" --type merge -p "$data" >/dev/null ||
    fail "the evidence of the gate cannot be written to the ConfigMap $RECORD in kube-system" \
      "check that the API server answers (kubectl get nodes), then run pulumi up again"
}

# lines TEXT: lines as a string of JSON.
lines() { awk 'BEGIN { ORS = ""; print "\"" } { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); print $0 "\\n" } END { print "\"" }' <<<"$1"; }

EVIDENCE="" failed=() asked=0
criterion() {
  local name=$1 check=$2 question=$4 required=$5 ok=false line
  shift 5
  asked=$((asked + 1))
  SEEN=""
  if "check_$check" "$@"; then ok=true; fi
  close_forward
  remove_copy
  line=$(printf '{"gate":%s,"criterion":%s,"check":%s,"asked":%s,"seen":%s,"required":%s,"at":"%s","ok":%s}' \
    "$(text "$GATE")" "$(text "$name")" "$(text "$check")" "$(text "$question")" "$(text "${SEEN:-no answer}")" "$(text "$required")" \
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$ok")
  EVIDENCE="$EVIDENCE${EVIDENCE:+
}$line"
  if [ "$ok" = true ]; then
    say "$GATE, $name: ${SEEN:-holds}" >&2
    return 0
  fi
  failed+=("$name")
  {
    say "$GATE, $name does not hold"
    say "  asked: $question"
    say "  seen: ${SEEN:-no answer}"
    say "  required: $required"
    say "  runbook: $RUNBOOK#$(tr '[:upper:]' '[:lower:]' <<<"$check")"
  } >&2
}

wait_for "${API_SECONDS:-60}" "an answer of the API server" kube get --raw /readyz >&2 ||
  fail "the API server of the cluster does not answer, so the gate $GATE was not asked" \
    "check k3s on this server (systemctl status k3s), then run pulumi up again; nothing was changed"

state=$(kube -n kube-system get configmap "$RECORD" --ignore-not-found -o 'jsonpath={.data.state} {.data.attempt}') ||
  fail "the record of the gate $GATE cannot be read, so it was not asked" \
    "check the API server (kubectl get nodes), then run pulumi up again; nothing was changed"
if [ "$state" = "passed $ATTEMPT" ]; then
  say "$GATE was passed before" >&2
  kube -n kube-system get configmap "$RECORD" -o 'jsonpath={.data.evidence}'
  exit 0
fi

while IFS=$'\t' read -r -u 3 -a fields; do
  if [ "${fields[2]}" = disturbs ] && [ "${#failed[@]}" -gt 0 ]; then
    say "$GATE, ${fields[0]} was not rehearsed, because others do not hold" >&2
    continue
  fi
  criterion "${fields[@]}"
done 3<<<"$CRITERIA"

if [ "${#failed[@]}" -gt 0 ]; then
  keep failed
  fail "the gate $GATE stops $NEXT: ${#failed[@]} of $asked criteria do not hold: ${failed[*]}" \
    "see above what was seen, correct it ($RUNBOOK), then run pulumi up again; nothing was changed"
fi
keep passed
printf '%s\n' "$EVIDENCE"
