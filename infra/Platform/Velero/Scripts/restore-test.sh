#!/bin/sh
# Restores the newest backup of a schedule into a namespace without network access, compares it with what the
# backup recorded, and empties the namespace again. POSIX sh, for an image with kubectl.
set -eu
: "${VELERO_NAMESPACE:?}" "${SCHEDULE:?}" "${SOURCE:?}" "${INTO:?}" "${TIMEOUT_SECONDS:?}" "${MODIFIERS:?}" "${TEST:?}"
POLL_SECONDS="${POLL_SECONDS:-10}"
CLEAN_SECONDS="${CLEAN_SECONDS:-300}"
MAX_AGE_SECONDS="${MAX_AGE_SECONDS:-}"
NOW="${NOW:-$(date +%s)}"
export HOME="${HOME:-/tmp}"

say() { printf 'restore-test %s: %s\n' "$TEST" "$*"; }

fail() {
  printf 'restore-test %s: failed: %s\n' "$TEST" "$1" >&2
  printf 'restore-test %s: to do: %s\n' "$TEST" "$2" >&2
  exit 1
}

velero() { kubectl --namespace "$VELERO_NAMESPACE" "$@"; }
scratch() { kubectl --namespace "$INTO" "$@"; }

# answer COMMAND...: prints the API's answer; an unreachable API is a failure, not an empty answer.
answer() {
  "$@" --request-timeout=60s ||
    fail "the API did not answer: $*" "see the line above; check the connection to the API and the rights of the service account"
}

empty_scratch() {
  scratch delete deployments,statefulsets,pods,persistentvolumeclaims,configmaps,secrets \
    --all --ignore-not-found --timeout="${CLEAN_SECONDS}s"
}

restore="$TEST-$(date -u -d "@$NOW" +%Y%m%d%H%M%S)"
clean_up() {
  velero delete restores.velero.io "$restore" --ignore-not-found --wait=false >/dev/null 2>&1 || true
  empty_scratch >/dev/null 2>&1 || say "the namespace $INTO is not empty: check what blocks the deletion of its volumes"
}

empty_scratch >/dev/null ||
  fail "cannot empty the namespace $INTO of an earlier test" "check what blocks the deletion: kubectl -n $INTO get pvc,all"

backups=$(answer velero get backups.velero.io -l "velero.io/schedule-name=$SCHEDULE" \
  -o 'jsonpath={range .items[?(@.status.phase=="Completed")]}{.metadata.name}{"\n"}{end}')
backup=$(printf '%s\n' "$backups" | sort | tail -n 1)
[ -n "$backup" ] || fail "no backup of the schedule $SCHEDULE has completed" \
  "check kubectl -n $VELERO_NAMESPACE get backups.velero.io; docs/runbooks/restore-from-velero.md"

# Velero appends the time to the name of a scheduled backup.
taken=$(printf '%s' "$backup" | sed -n 's/.*-\([0-9]\{14\}\)$/\1/p')
if [ -n "$MAX_AGE_SECONDS" ] && [ "${taken:-0}" -lt "$(date -u -d "@$((NOW - MAX_AGE_SECONDS))" +%Y%m%d%H%M%S)" ]; then
  fail "the newest backup, $backup, is too old" \
    "find out why no later one completed: kubectl -n $VELERO_NAMESPACE get backups.velero.io"
fi

# Records of the backup: an upload for each volume whose data was moved, with the resulting snapshot in the repository.
uploads=$(answer velero get datauploads.velero.io -l "velero.io/backup-name=$backup" \
  -o "jsonpath={range .items[?(@.spec.sourceNamespace==\"$SOURCE\")]}{.status.phase} {.status.snapshotID} {.spec.sourcePVC}{\"\\n\"}{end}")
expected=$(printf '%s\n' "$uploads" | grep -c . || true)
[ "$(printf '%s\n' "$uploads" | grep -c '^Completed [^ ]' || true)" = "$expected" ] || fail "the backup $backup lacks volumes" \
  "check kubectl -n $VELERO_NAMESPACE get datauploads.velero.io -l velero.io/backup-name=$backup"

trap clean_up EXIT
trap 'fail "the test was terminated" \
  "raise backup.restoreTests[].timeout, or check the node: kubectl -n $VELERO_NAMESPACE get events"' INT TERM
velero create -f - >/dev/null <<RESTORE || fail "the API rejects the restore" "correct the cause that the line above names"
apiVersion: velero.io/v1
kind: Restore
metadata:
  name: $restore
spec:
  backupName: $backup
  includedNamespaces: [$SOURCE]
  namespaceMapping: {$SOURCE: $INTO}
  # Data and the objects that use it; nothing that connects to others (routes, certificates, jobs) or that an operator acts on.
  includedResources: [persistentvolumeclaims, persistentvolumes, configmaps, secrets, deployments.apps, statefulsets.apps]
  includeClusterResources: true
  restorePVs: true
  existingResourcePolicy: none
  resourceModifier: {kind: ConfigMap, name: $MODIFIERS}
  itemOperationTimeout: ${TIMEOUT_SECONDS}s
RESTORE

waited=0
while :; do
  phase=$(velero get restores.velero.io "$restore" --request-timeout=60s -o 'jsonpath={.status.phase}') || phase=
  case "$phase" in
    Completed) break ;;
    *Failed | FailedValidation)
      fail "the restore of $backup is $phase: $(velero get restores.velero.io "$restore" \
        -o 'jsonpath={.status.failureReason} {.status.validationErrors}')" \
        "read velero restore logs $restore; docs/runbooks/restore-from-velero.md"
      ;;
  esac
  [ "$waited" -lt "$TIMEOUT_SECONDS" ] || fail "the restore of $backup is ${phase:-not started} after ${TIMEOUT_SECONDS}s" \
    "check kubectl -n $VELERO_NAMESPACE get datadownloads.velero.io, or raise backup.restoreTests[].timeout"
  sleep "$POLL_SECONDS"
  waited=$((waited + POLL_SECONDS))
done

claims=$(answer scratch get persistentvolumeclaims -o 'jsonpath={range .items[*]}{.status.phase} {.metadata.name}{"\n"}{end}')
bound=$(printf '%s\n' "$claims" | grep -c '^Bound ' || true)
[ "$bound" -ge "$expected" ] || fail "$bound of $expected volumes were restored: $(printf '%s' "$claims" | tr '\n' ';')" \
  "check kubectl -n $VELERO_NAMESPACE get datadownloads.velero.io -l velero.io/restore-name=$restore"
downloads=$(answer velero get datadownloads.velero.io -l "velero.io/restore-name=$restore" \
  -o 'jsonpath={range .items[*]}{.status.phase} {.spec.snapshotID}{"\n"}{end}')
# The repository is addressed by content: a snapshot that was read to its end has the contents that were written.
missing=$({ printf '%s\n' "$downloads" && echo recorded && printf '%s\n' "$uploads"; } | awk '
  $0 == "recorded" { recorded = 1; next }
  !recorded { if ($1 == "Completed") restored[$2] = 1; next }
  NF && !($2 in restored) { print $3 }')
[ -z "$missing" ] || fail "the data of volumes was not restored: $(printf '%s' "$missing" | tr '\n' ' ')" \
  "check kubectl -n $VELERO_NAMESPACE get datadownloads.velero.io -l velero.io/restore-name=$restore"
objects=$(answer scratch get deployments,statefulsets,configmaps,secrets -o name)
objects=$(printf '%s\n' "$objects" | grep -c . || true)
[ "$objects" -gt 1 ] || fail "only volumes were restored" "run velero restore describe $restore --details"
say "ok: $backup restored in ${waited}s, $bound volumes, $objects objects"
