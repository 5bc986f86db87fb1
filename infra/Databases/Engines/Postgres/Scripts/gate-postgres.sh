#!/usr/bin/env bash
# PostgreSQL's part of the gates, beside gate-checks.sh.
# shellcheck disable=SC2034  # SEEN is read by gate.sh
: "${SEEN=}" "${ANSWER=}"
POSTGRES_STATE='{.spec.instances}|{.status.readyInstances}|{.status.phase}|{.status.currentPrimary}'

# ready_postgres NAMESPACE SERVER
ready_postgres() {
  local wanted ready phase primary
  ask -n "$1" get clusters.postgresql.cnpg.io "$2" -o "jsonpath=$POSTGRES_STATE" || return 1
  IFS='|' read -r wanted ready phase primary <<<"$ANSWER"
  SEEN="${ready:-0} of ${wanted:-0} instances ready, ${phase:-no phase}, primary ${primary:-none}"
  PRIMARY=$primary INSTANCES=${wanted:-0}
  [ "${wanted:-0}" -gt 0 ] && [ "${ready:-0}" -eq "$wanted" ] && [ "$phase" = "Cluster in healthy state" ]
}

# postgres_query NAMESPACE POD QUERY
postgres_query() { ask -n "$1" exec "$2" -c postgres -- psql -XqAt -v ON_ERROR_STOP=1 -c "$3"; }

# failover_postgres NAMESPACE SERVER MAX RETURN: the operator promotes the replica that is most up to date and leads the service to it; the
# old primary comes back as a replica by itself, with pg_rewind. A write is a message in the log that leaves nothing behind.
failover_postgres() {
  local before uid streaming began
  ready_postgres "$1" "$2" || return 1
  before=$PRIMARY
  if [ "$INSTANCES" -lt 2 ]; then
    SEEN="$SEEN: no replica can take over"
    return 1
  fi
  postgres_query "$1" "$before" "SELECT count(*) FROM pg_stat_replication
    WHERE state = 'streaming' AND pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) < 16777216" || return 1
  streaming=$ANSWER
  if [ "$streaming" -lt $((INSTANCES - 1)) ]; then
    SEEN="not rehearsed: $streaming of $((INSTANCES - 1)) replicas stream and are less than 16 MiB behind"
    return 1
  fi
  ask -n "$1" get pod "$before" -o 'jsonpath={.metadata.uid}' || return 1
  uid=$ANSWER
  began=$(date +%s%N)
  ask -n "$1" delete pod "$before" --grace-period=1 --wait=false || return 1
  if ! KUBE_SECONDS=10 wait_for "$(awk -v n="$3" 'BEGIN { printf "%d", n + 120 }')" "a write on a primary of $2" \
    postgres_writes "$1" "$2" "$uid" >&2; then
    SEEN="no write in the $((($(date +%s%N) - began) / 1000000000))s after $before was deleted; docs/runbooks/postgres-failover.md"
    return 1
  fi
  came_back "$1" "$2" "$3" "$4" "$((($(date +%s%N) - began) / 1000000))" ready_postgres
}

# postgres_writes NAMESPACE SERVER UID: whether a write succeeds on the primary, in another pod than that of the uid.
postgres_writes() {
  local primary
  ask -n "$1" get clusters.postgresql.cnpg.io "$2" -o 'jsonpath={.status.currentPrimary}' || return 1
  primary=$ANSWER
  ask -n "$1" get pod "$primary" -o 'jsonpath={.metadata.uid}' || return 1
  [ -n "$ANSWER" ] && [ "$ANSWER" != "$3" ] || return 1
  postgres_query "$1" "$primary" "SELECT pg_logical_emit_message(true, 'infra', 'gate')"
}
