#!/usr/bin/env bash
# requires: node.sh
# Runs on a server: gives a running node the described labels and taints, and removes those that are no longer described. The kubelet sets
# both only when it registers the node; k3s sets labels again at each start, and removes none; an agent may not change its own taints.
# Annotations of the node list the keys that this step set: all other labels and taints are left alone.
# Parameters: those of node.sh, TARGET (the node), LABELS (`key=value`), TAINTS (`key=value:Effect`; both separated by spaces), MACHINE (the
# step runs again when it changes).
: "${TARGET:?}"

field() { kube get node "$1" -o "jsonpath=$2"; }
annotate() {
  kube annotate node "$1" "$2" --overwrite >/dev/null || fail "cannot annotate node $1" "read the log of $SERVICE on this server"
}
# contains WORD LIST
contains() { [[ " $2 " == *" $1 "* ]]; }
# merged LIST LIST: each word once, sorted.
merged() { tr ' ' '\n' <<<"$1 $2" | grep . | sort -u | tr '\n' ' ' | sed 's/ $//' || true; }

set_labels() {
  local node=$1 labels=$2 former keys="" label key changes=()
  former=$(field "$node" '{.metadata.annotations.infra/labels}')
  for label in $labels; do
    keys="$keys ${label%%=*}"
    changes+=("$label")
  done
  for key in $former; do
    if ! contains "$key" "$keys"; then changes+=("$key-"); fi
  done
  keys=$(merged "$keys" "")
  [ "${#changes[@]}" -gt 0 ] || return 0
  # Records new keys before they are set and forgets old ones after they are removed: an interruption loses none.
  annotate "$node" "infra/labels=$(merged "$keys" "$former")"
  kube label node "$node" --overwrite "${changes[@]}" >/dev/null || fail "cannot label node $node" "check its labels in the description"
  annotate "$node" "infra/labels=$keys"
}

set_taints() {
  local node=$1 taints=$2 former now keys="" taint key changes=()
  former=$(field "$node" '{.metadata.annotations.infra/taints}')
  now=$(field "$node" '{range .spec.taints[*]}{.key}:{.effect} {end}')
  for taint in $taints; do
    # The key and the effect, without the value, identify a taint.
    keys="$keys ${taint%%=*}:${taint##*:}"
    changes+=("$taint")
  done
  for key in $former; do
    if ! contains "$key" "$keys" && contains "$key" "$now"; then changes+=("$key-"); fi
  done
  keys=$(merged "$keys" "")
  [ "${#changes[@]}" -gt 0 ] || [ "$former" != "$keys" ] || return 0
  annotate "$node" "infra/taints=$(merged "$keys" "$former")"
  if [ "${#changes[@]}" -gt 0 ]; then
    kube taint node "$node" --overwrite "${changes[@]}" >/dev/null || fail "cannot taint node $node" "check its taints in the description"
  fi
  annotate "$node" "infra/taints=$keys"
}

wait_for "$READY_SECONDS" "API ready" api_ready ||
  fail "this server's API is not ready, so labels and taints cannot be set" "check the cluster's quorum: docs/runbooks/quorum-loss.md"
set_labels "$TARGET" "${LABELS:-}"
set_taints "$TARGET" "${TAINTS:-}"
say "labels and taints of $TARGET are as described"
