#!/usr/bin/env bash
# Functions of a gate's criteria, between lib.sh and gate.sh. check_NAME ARGUMENT... asks the cluster, sets SEEN to what it saw, and returns
# 0 when the criterion holds. They change nothing, but for the rehearsals. Every question has a bound of its own.
# Services are asked through a port that kubectl leads into a pod: that way no network policy is in between.
# shellcheck disable=SC2034  # SEEN is read by gate.sh
KUBE_SECONDS="${KUBE_SECONDS:-30}"
HTTP_SECONDS="${HTTP_SECONDS:-30}"
WORK=$(mktemp -d /run/infra-gate.XXXXXX)
chmod 0700 "$WORK"
SEEN="" ANSWER="" VALUE="" FORWARD="" FORWARDED=""

# kube ARGUMENT...: kubectl with the server's own rights. Like every program here it does not inherit the lock of the step (9): one that
# outlives the step would keep it.
kube() { timeout "$KUBE_SECONDS" /usr/local/bin/k3s kubectl "$@" </dev/null 9>&-; }

# ask ARGUMENT...: the answer of kubectl in ANSWER; without one SEEN says why, and the function returns 1.
ask() {
  local code=0
  ANSWER=$(kube "$@" 2>"$WORK/error") || code=$?
  [ "$code" -ne 0 ] || return 0
  if [ "$code" -eq 124 ]; then
    SEEN="the API server did not answer within ${KUBE_SECONDS}s"
  else
    SEEN=$(tail -n 1 "$WORK/error")
  fi
  return 1
}

# forward NAMESPACE SERVICE PORT: leads a free local port to a pod of the service; its address is in FORWARDED.
forward() {
  local began=$SECONDS
  close_forward
  : >"$WORK/forward"
  /usr/local/bin/k3s kubectl -n "$1" port-forward --address 127.0.0.1 "service/$2" ":$3" >"$WORK/forward" 2>&1 </dev/null 9>&- &
  FORWARD=$!
  until FORWARDED=$(sed -n 's/^Forwarding from \([0-9.]*:[0-9]*\) -> .*/\1/p' "$WORK/forward") && [ -n "$FORWARDED" ]; do
    if ! kill -0 "$FORWARD" 2>/dev/null || [ $((SECONDS - began)) -ge "$KUBE_SECONDS" ]; then
      SEEN="no connection to a pod of service $2 in $1: $(tail -n 1 "$WORK/forward")"
      close_forward
      return 1
    fi
    sleep 0.1
  done
}
close_forward() {
  [ -z "$FORWARD" ] || { kill "$FORWARD" && wait "$FORWARD"; } 2>/dev/null || true
  FORWARD="" FORWARDED=""
}

# request ARGUMENT...: curl; the body is in ANSWER.
request() {
  local code=0
  ANSWER=$(curl --silent --show-error --noproxy '*' --max-time "$HTTP_SECONDS" "$@" 2>"$WORK/error") || code=$?
  [ "$code" -ne 0 ] || return 0
  SEEN="no answer: $(tail -n 1 "$WORK/error")"
  return 1
}

# sample URL QUERY: the only sample of a query of Prometheus or Loki in VALUE; empty for none.
sample() {
  request --get --data-urlencode "query=$2" "$1" || return 1
  case $ANSWER in
    '{"status":"success"'*) ;;
    *)
      SEEN="the query was refused: $(cut -c 1-200 <<<"$ANSWER")"
      return 1
      ;;
  esac
  VALUE=$(sed -n 's/.*"value":\[[^,]*,"\([^"]*\)"\].*/\1/p' <<<"$ANSWER")
}

# at_most NUMBER NUMBER: compares decimal numbers; NaN is none.
at_most() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a == a + 0 && a + 0 <= b + 0) }'; }
rounded() { awk -v n="$1" 'BEGIN { printf "%.6g", n }'; }

# seconds TIME: a time of Kubernetes in seconds.
seconds() { date -u -d "$1" +%s; }
now() { date -u +%s; }

check_nodesReady() {
  local ready all
  ask get nodes -o 'jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' || return 1
  all=$(grep -c '|' <<<"$ANSWER" || true)
  ready=$(grep -c '|True$' <<<"$ANSWER" || true)
  SEEN="$ready of $all nodes Ready"
  [ "$ready" -eq "$all" ] ||
    SEEN="$SEEN; not: $(awk -F '|' 'NF == 2 && $2 != "True" { printf "%s%s", sep, $1; sep = ", " }' <<<"$ANSWER")"
  [ "$all" -gt 0 ] && [ "$ready" -eq "$all" ]
}

GENERATION='{.metadata.generation}|{.status.observedGeneration}'
WANTED='{.spec.replicas}{.status.desiredNumberScheduled}|{.status.readyReplicas}{.status.numberReady}'
ENDED='{.status.conditions[?(@.type=="Complete")].status}|{.status.conditions[?(@.type=="Failed")].status}'
VALID='{.status.notAfter}|{.status.conditions[?(@.type=="Ready")].status}'

# check_workloadReady FUNCTION ARGUMENT...: that of an app here, that of a database server in its engine's file.
check_workloadReady() { "$@"; }

# ready_app NAMESPACE NAME KIND SERVICE: of an app with slots, that which its service selects.
ready_app() {
  local name=$2 slot generation observed wanted ready updated
  if [ -n "${4:-}" ]; then
    ask -n "$1" get service "$4" --ignore-not-found -o 'jsonpath={.spec.selector.infra/slot}' || return 1
    slot=$ANSWER
    [ -z "$slot" ] || name="$name-$slot"
  fi
  ask -n "$1" get "$3" "$name" -o "jsonpath=$GENERATION|{.spec.replicas}|{.status.readyReplicas}|{.status.updatedReplicas}" || return 1
  IFS='|' read -r generation observed wanted ready updated <<<"$ANSWER"
  SEEN="$3 $name: ${ready:-0} of ${wanted:-0} pods ready, ${updated:-0} of the described version"
  [ "${observed:-0}" -ge "${generation:-1}" ] && [ "${wanted:-0}" -gt 0 ] &&
    [ "${ready:-0}" -eq "$wanted" ] && [ "${updated:-0}" -eq "$wanted" ]
}

# ready_chart NAMESPACE RELEASE: all workloads with the label of the release.
ready_chart() {
  ask -n "$1" get deployments,statefulsets,daemonsets -l "app.kubernetes.io/instance=$2" \
    -o "jsonpath={range .items[*]}{.kind}/{.metadata.name}|$WANTED{\"\\n\"}{end}" || return 1
  SEEN=$(awk -F '|' 'NF != 3 { next } { all++ } $2 + 0 <= $3 + 0 { ready++; next }
    { printf "%s: %d of %d pods ready, ", $1, $3, $2 } END { printf "%d of %d workloads ready", ready, all }' <<<"$ANSWER")
  awk -F '|' 'NF == 3 { all++; if ($2 + 0 > $3 + 0) late++ } END { exit !(all > 0 && late == 0) }' <<<"$ANSWER"
}

# newest_job NAMESPACE SELECTOR
newest_job() {
  local created name complete failed
  ask -n "$1" get jobs -l "$2" \
    -o "jsonpath={range .items[*]}{.metadata.creationTimestamp}|{.metadata.name}|$ENDED{\"\\n\"}{end}" || return 1
  IFS='|' read -r created name complete failed <<<"$(sort <<<"$ANSWER" | tail -n 1)"
  if [ -z "$name" ]; then
    SEEN="there is no job with the labels $2 in $1"
    return 1
  fi
  case $complete,$failed in
    True,*) SEEN="job $name of $created succeeded" ;;
    *,True) SEEN="job $name of $created failed" ;;
    *) SEEN="job $name of $created has not finished" ;;
  esac
  [ "$complete" = True ]
}
check_jobSucceeded() { newest_job "$@"; }
check_outbound() { newest_job "$@"; }

# check_http NAMESPACE SERVICE PORT PATH HOST
check_http() {
  local host=() status
  forward "$1" "$2" "$3" || return 1
  [ "${5:--}" = - ] || host=(--header "Host: $5" --header "X-Forwarded-Proto: https")
  request --output /dev/null --write-out '%{http_code} after %{time_total}s' "${host[@]}" "http://$FORWARDED$4" || return 1
  status=${ANSWER%% *}
  SEEN="status $ANSWER"
  [ "$status" -ge 200 ] && [ "$status" -lt 400 ]
}

# check_dataVerified RECORD
check_dataVerified() {
  local state at evidence
  ask -n kube-system get configmap "$1" -o 'jsonpath={.data.state}|{.data.at}|{.data.evidence}' || return 1
  IFS='|' read -r state at evidence <<<"$(tr '\n' ' ' <<<"$ANSWER")"
  SEEN="state ${state:-none} at ${at:-no time}: ${evidence:-no evidence}"
  [ "$state" = moved ] && [ -n "${evidence// /}" ]
}

# check_backupAge NAMESPACE SCHEDULE HOURS
check_backupAge() {
  local at name age
  ask -n "$1" get backups.velero.io -l "velero.io/schedule-name=$2" \
    -o 'jsonpath={range .items[?(@.status.phase=="Completed")]}{.status.completionTimestamp}|{.metadata.name}{"\n"}{end}' || return 1
  IFS='|' read -r at name <<<"$(sort <<<"$ANSWER" | tail -n 1)"
  if [ -z "$name" ]; then
    SEEN="no backup of the schedule $2 has completed"
    return 1
  fi
  age=$(($(now) - $(seconds "$at")))
  SEEN="$name, completed $((age / 3600))h$((age % 3600 / 60))m ago"
  at_most "$age" "$(awk -v h="$3" 'BEGIN { print h * 3600 }')"
}

# check_restoreTested NAMESPACE CRONJOB HOURS
check_restoreTested() {
  local succeeded scheduled active age
  ask -n "$1" get cronjob "$2" -o 'jsonpath={.status.lastSuccessfulTime}|{.status.lastScheduleTime}|{.status.active[*].name}' || return 1
  IFS='|' read -r succeeded scheduled active <<<"$ANSWER"
  if [ -z "$succeeded" ]; then
    SEEN="it never succeeded"
    return 1
  fi
  age=$(($(now) - $(seconds "$succeeded")))
  SEEN="succeeded $((age / 3600))h ago"
  if [ -n "$scheduled" ] && [ -z "$active" ] && [ "$(seconds "$scheduled")" -gt "$(seconds "$succeeded")" ]; then
    SEEN="$SEEN; the last run, started $scheduled, failed"
    return 1
  fi
  [ "$age" -le $(($3 * 3600)) ]
}

# check_certificates NAMESPACES DAYS
check_certificates() {
  local namespace name until ready all=0 bad="" soonest=""
  ask get certificates.cert-manager.io -A \
    -o "jsonpath={range .items[*]}{.metadata.namespace}|{.metadata.name}|$VALID{\"\\n\"}{end}" || return 1
  while IFS='|' read -r namespace name until ready; do
    case " $1 " in *" ${namespace:-.} "*) ;; *) continue ;; esac
    all=$((all + 1))
    if [ "$ready" != True ] || [ -z "$until" ]; then
      bad="$bad; $namespace/$name is not Ready"
    elif [ "$(seconds "$until")" -le "$(awk -v now="$(now)" -v days="$2" 'BEGIN { printf "%d", now + days * 86400 }')" ]; then
      bad="$bad; $namespace/$name expires $until"
    elif [ -z "$soonest" ] || [[ $until < $soonest ]]; then
      soonest=$until
    fi
  done <<<"$ANSWER"
  SEEN="$all certificates${bad:-${soonest:+, the first expires $soonest}}"
  [ "$all" -gt 0 ] && [ -z "$bad" ]
}

# requests NAMESPACE SERVICE PORT QUERY HISTORY NEEDED COUNT MAX UNIT: a value of Traefik's metrics over a window.
requests() {
  local url value count looks
  forward "$1" "$2" "$3" || return 1
  url="http://$FORWARDED/api/v1/query"
  sample "$url" "$5" || return 1
  looks=${VALUE:-0}
  sample "$url" "$7" || return 1
  count=$(awk -v n="${VALUE:-0}" 'BEGIN { printf "%.0f", n }')
  sample "$url" "$4" || return 1
  value=$VALUE
  if [ -z "$value" ] || [ "$value" = NaN ]; then
    SEEN="no requests in that time"
    return 1
  fi
  SEEN="$(rounded "$value") $9 of $count requests"
  if ! at_most "$6" "$looks"; then
    SEEN="$SEEN, but samples of $looks of the 100 parts of that time only"
    return 1
  fi
  at_most "$value" "$8"
}
check_errorRate() { requests "$@"; }
check_latency() { requests "$@"; }

# check_logsArriving NAMESPACE CONFIGMAP CLUSTER SECONDS
check_logsArriving() {
  local url host
  ask -n "$1" get configmap "$2" -o 'jsonpath={.data.config\.alloy}' || return 1
  url=$(sed -n 's,^[[:space:]]*url[[:space:]]*=[[:space:]]*"\(https\{0\,1\}://[^"]*\)/loki/api/v1/push".*,\1,p' <<<"$ANSWER" | tail -n 1)
  if [ -z "$url" ]; then
    SEEN="the configuration of Alloy names no Loki"
    return 1
  fi
  host=${url#*://}
  case $host in
    *.svc:* | *.svc | *.svc.*)
      forward "$(cut -d . -f 2 <<<"${host%%:*}")" "${host%%.*}" "${host##*:}" || return 1
      sample "http://$FORWARDED/loki/api/v1/query" "sum(count_over_time({cluster=\"$3\"}[$4s]))" || return 1
      ;;
    *) sample "$url/loki/api/v1/query" "sum(count_over_time({cluster=\"$3\"}[$4s]))" || return 1 ;;
  esac
  SEEN="${VALUE:-0} lines in $url"
  [ "${VALUE:-0}" != 0 ]
}

# check_failover FUNCTION ARGUMENT...: in the file of the database's engine.
check_failover() { "$@"; }

# came_back NAMESPACE SERVER MAX RETURN TOOK READY: after the first write, which took some milliseconds, waits for all instances.
came_back() {
  local began=$SECONDS writes
  writes=$(printf 'writes succeeded again after %d.%03ds' $(($5 / 1000)) $(($5 % 1000)))
  if ! wait_for "$4" "all instances of $2" "$6" "$1" "$2" >&2; then
    SEEN="$writes, but after ${4}s: $SEEN"
    return 1
  fi
  SEEN="$writes, all instances ready again $((SECONDS - began))s later: $SEEN"
  at_most "$5" "$(awk -v n="$3" 'BEGIN { print n * 1000 }')"
}

# check_rollback NAMESPACE SERVICE APP PORT PATH HOST: the port is that of the pods.
COPY="" COPY_NAMESPACE=""
check_rollback() {
  local live other began took=()
  ask -n "$1" get service "$2" -o 'jsonpath={.spec.selector.infra/slot}' || return 1
  live=$ANSWER
  case $live in
    blue) other=green ;;
    green) other=blue ;;
    *)
      SEEN="service $2 selects no slot"
      return 1
      ;;
  esac
  ask -n "$1" get deployment "$3-$other" --ignore-not-found -o 'jsonpath={.status.readyReplicas}' || return 1
  if [ "${ANSWER:-0}" -eq 0 ]; then
    SEEN="the slot $other has no ready pod to return to"
    return 1
  fi
  COPY="infra-gate-$2" COPY_NAMESPACE=$1
  for slot in "$live" "$other" "$live"; do
    began=$(date +%s%N)
    put_copy "$3" "$slot" "$4" || return 1
    wait_for 60 "the pods of the slot $slot behind $COPY" copy_selects "$3-$slot" >&2 || {
      SEEN="a service that selects the slot $slot has no pod of it after 60s"
      return 1
    }
    check_http "$1" "$COPY" "$4" "$5" "$6" || {
      SEEN="$slot: $SEEN"
      return 1
    }
    close_forward
    took+=("$slot after $((($(date +%s%N) - began) / 1000000))ms")
  done
  SEEN="live ${took[0]}, switched to ${took[1]}, back to ${took[2]}"
}

# put_copy APP SLOT PORT: the copy of the service, with the selector of a slot.
put_copy() {
  local code=0 object
  object=$(printf '{"apiVersion":"v1","kind":"Service","metadata":{"name":"%s","namespace":"%s"},%s{%s},"ports":[{"port":%s}]}}' \
    "$COPY" "$COPY_NAMESPACE" '"spec":{"selector":' "\"app.kubernetes.io/name\":\"$1\",\"infra/slot\":\"$2\"" "$3")
  timeout "$KUBE_SECONDS" /usr/local/bin/k3s kubectl apply --server-side --field-manager=infra-gate --force-conflicts -f - \
    <<<"$object" >/dev/null 2>"$WORK/error" || code=$?
  [ "$code" -ne 0 ] || return 0
  SEEN="a copy of the service cannot be made: $(tail -n 1 "$WORK/error")"
  return 1
}

# copy_selects PREFIX: whether the copy leads to pods of one Deployment, and to no others.
copy_selects() {
  ask -n "$COPY_NAMESPACE" get endpointslices -l "kubernetes.io/service-name=$COPY" \
    -o 'jsonpath={range .items[*].endpoints[*]}{.conditions.ready}|{.targetRef.name}{"\n"}{end}' || return 1
  awk -F '|' -v prefix="$1-" '$2 == "" { next } index($2, prefix) != 1 { other = 1 } $1 == "true" { ready = 1 }
    END { exit !(ready && !other) }' <<<"$ANSWER"
}

remove_copy() {
  [ -z "$COPY" ] || kube -n "$COPY_NAMESPACE" delete service "$COPY" --ignore-not-found --wait=false >/dev/null 2>&1 ||
    say "service $COPY in $COPY_NAMESPACE is left: kubectl -n $COPY_NAMESPACE delete service $COPY" >&2
  COPY=""
}

# text TEXT: a text as a string of JSON.
text() {
  awk 'BEGIN { ORS = ""; print "\"" }
    { if (NR > 1) print " "; gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/[\001-\037]/, " "); print }
    END { print "\"" }' <<<"$1"
}
