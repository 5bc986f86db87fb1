#!/usr/bin/env bash
# MySQL's part of the gates, beside gate-checks.sh.
# shellcheck disable=SC2034  # SEEN is read by gate.sh
: "${SEEN=}" "${ANSWER=}"
MYSQL_STATE='{.spec.pxc.size}|{.status.pxc.ready}|{.status.state}|{.spec.haproxy.size}|{.status.haproxy.ready}'

# ready_mysql NAMESPACE SERVER
ready_mysql() {
  local wanted ready state proxies proxies_ready
  ask -n "$1" get perconaxtradbclusters.pxc.percona.com "$2" -o "jsonpath=$MYSQL_STATE" || return 1
  IFS='|' read -r wanted ready state proxies proxies_ready <<<"$ANSWER"
  SEEN="${ready:-0} of ${wanted:-0} members ready, ${proxies_ready:-0} of ${proxies:-0} proxies, state ${state:-none}"
  INSTANCES=${wanted:-0}
  [ "${wanted:-0}" -gt 0 ] && [ "${ready:-0}" -eq "$wanted" ] && [ "${proxies_ready:-0}" -eq "${proxies:-0}" ] && [ "$state" = ready ]
}

# mysql_query NAMESPACE POD SERVER HOST QUERY: as root, whose password goes through standard input.
mysql_query() {
  local code=0 password login
  # shellcheck disable=SC2016  # expanded in the container
  login='IFS= read -r MYSQL_PWD; export MYSQL_PWD; exec mysql -uroot -h "$0" -N -B --connect-timeout=5 -e "$1"'
  ask -n "$1" get secret "$3-secrets" -o 'jsonpath={.data.root}' || return 1
  password=$(base64 -d <<<"$ANSWER") || return 1
  ANSWER=$(timeout "$KUBE_SECONDS" /usr/local/bin/k3s kubectl -n "$1" exec -i "$2" -c pxc -- \
    sh -c "$login" "$4" "$5" <<<"$password" 2>"$WORK/error") || code=$?
  [ "$code" -ne 0 ] || return 0
  SEEN=$(tail -n 1 "$WORK/error")
  return 1
}

# failover_mysql NAMESPACE SERVER MAX RETURN: the proxies lead writes to another member; the deleted one joins again by itself, by an
# incremental transfer. A write is a database that is made and dropped, through the proxies, as clients write.
failover_mysql() {
  local began uid
  ready_mysql "$1" "$2" || return 1
  if [ "$INSTANCES" -lt 3 ]; then
    SEEN="$SEEN: fewer than three members, of which one may be lost"
    return 1
  fi
  mysql_query "$1" "$2-pxc-1" "$2" localhost "SELECT VARIABLE_VALUE FROM performance_schema.global_status
    WHERE VARIABLE_NAME = 'wsrep_cluster_size'" || return 1
  if [ "$ANSWER" != "$INSTANCES" ]; then
    SEEN="not rehearsed: $ANSWER of $INSTANCES members are in the cluster"
    return 1
  fi
  ask -n "$1" get pod "$2-pxc-0" -o 'jsonpath={.metadata.uid}' || return 1
  uid=$ANSWER
  began=$(date +%s%N)
  ask -n "$1" delete pod "$2-pxc-0" --grace-period=1 --wait=false || return 1
  # The deleted pod takes writes until it ends.
  if ! KUBE_SECONDS=10 wait_for "$(awk -v n="$3" 'BEGIN { printf "%d", n + 120 }')" "a write through the proxies of $2" \
    mysql_writes "$1" "$2" "$uid" >&2; then
    SEEN="no write in the $((($(date +%s%N) - began) / 1000000000))s after $2-pxc-0 was deleted; docs/runbooks/mysql-recovery.md"
    return 1
  fi
  came_back "$1" "$2" "$3" "$4" "$((($(date +%s%N) - began) / 1000000))" ready_mysql
}

# mysql_writes NAMESPACE SERVER UID: whether a write succeeds through the proxies, once the pod of the uid has ended.
mysql_writes() {
  ask -n "$1" get pod "$2-pxc-0" --ignore-not-found -o 'jsonpath={.metadata.uid}' || return 1
  [ "$ANSWER" != "$3" ] || return 1
  mysql_query "$1" "$2-pxc-1" "$2" "$2-haproxy" 'CREATE DATABASE IF NOT EXISTS infra_gate; DROP DATABASE infra_gate'
}
