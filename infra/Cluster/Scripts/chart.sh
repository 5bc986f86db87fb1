#!/usr/bin/env bash
# Waits for a chart that k3s installs by a Helm job of its own. k3s deletes a running job when the chart's values change, which interrupts
# Helm and leaves its release pending: `idle` waits until the job has ended. `ready` waits until the workload has the label of the new
# values and all its pods run with them, as its status says of its newest generation.
# Parameters: CHART, STATE (idle or ready), WORKLOAD (daemonset or deployment), VALUES_LABEL (key=digest), LIMIT_SECONDS;
# K3S_VERSION (run again when it changes).
BINARY="${BINARY:-/usr/local/bin/k3s}"
: "${CHART:?}" "${STATE:?}" "${WORKLOAD:?}" "${VALUES_LABEL:?}" "${LIMIT_SECONDS:?}"

case "$WORKLOAD" in
  daemonset) PODS='{.status.desiredNumberScheduled}|{.status.updatedNumberScheduled}|{.status.numberAvailable}' ;;
  *) PODS='{.spec.replicas}|{.status.updatedReplicas}|{.status.availableReplicas}' ;;
esac

kubectl() { timeout 15 "$BINARY" kubectl -n kube-system "$@"; }

job_has_ended() {
  [ "$(kubectl get job "helm-install-$CHART" -o 'jsonpath={.status.conditions[?(@.type=="Complete")].status}')" = True ]
}

is_rolled_out() {
  local state generation observed wanted updated available
  state=$(kubectl get "$WORKLOAD" -l "$VALUES_LABEL" -o \
    "jsonpath={range .items[*]}{.metadata.generation}|{.status.observedGeneration}|$PODS{end}") || return 1
  IFS='|' read -r generation observed wanted updated available <<<"$state"
  [ -n "$generation" ] && [ "$observed" = "$generation" ] && [ "$wanted" = "$updated" ] && [ "$wanted" = "$available" ]
}

is_ready() { job_has_ended && is_rolled_out; }

FORGET="k3s kubectl -n kube-system delete secret -l 'owner=helm,name=$CHART,status notin (deployed,superseded)'"

give_up() {
  kubectl logs "job/helm-install-$CHART" --tail=20 >&2 || true
  kubectl get pods -l "app.kubernetes.io/name=$CHART" -o wide >&2 || true
  fail "$1 after ${LIMIT_SECONDS}s" "$2"
}

# shellcheck disable=SC2153  # STATE is a parameter
case "$STATE" in
  idle)
    wait_for "$LIMIT_SECONDS" "the end of k3s's Helm job of $CHART" job_has_ended ||
      give_up "k3s's Helm job of $CHART has not ended" "look at it: k3s kubectl -n kube-system describe job helm-install-$CHART"
    ;;
  ready)
    wait_for "$LIMIT_SECONDS" "$CHART with its new values on every node" is_ready ||
      give_up "$CHART does not run with its new values on every node" \
        "look at its job and its pods above; a release that failed or is pending is installed again after: $FORGET"
    ;;
  *) fail "unknown state $STATE" "this is a defect of the program" ;;
esac
