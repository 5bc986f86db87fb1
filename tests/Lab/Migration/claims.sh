#!/usr/bin/env bash
# Stands in for `k3s kubectl` where a move of files asks it: claims, their volumes, the pod that holds one, workloads that are scaled, and
# the record. Objects are files of JSON below /var/lib/claims; what it does not know it refuses. Changes are lines of /var/lib/claims/log.
# shellcheck disable=SC2016
set -euo pipefail
root=/var/lib/claims
[ "${1:-}" = kubectl ] || { echo "the double does not support: k3s $*" >&2 && exit 1; }
shift
namespace=""
if [ "${1:-}" = -n ]; then namespace=$2 && shift 2; fi
verb=$1
shift
mkdir -p "$root"

# file KIND/NAME: its file; volumes have no namespace.
file() {
  case $1 in
    pv/*) printf '%s/%s.json' "$root" "$1" ;;
    *) printf '%s/%s/%s.json' "$root" "$namespace" "$1" ;;
  esac
}
change() {
  local path
  path=$(file "$1")
  mkdir -p "$(dirname "$path")"
  jq "${@:2}" <"$path" >"$path.$$" || { rm "$path.$$" && exit 1; }
  mv "$path.$$" "$path"
}
log() { printf '%s\n' "$*" >>"$root/log"; }
value() {
  case $1 in
    "") cat ;;
    go-template=*) : ;;
    *hostname*) jq -r '[.spec.nodeAffinity.required.nodeSelectorTerms[]?.matchExpressions[]?.values[]?] | join(" ")' ;;
    *secretKeyRef.name*) jq -j '.spec.template.spec.containers[].env[].valueFrom.secretKeyRef.name' ;;
    *secretKeyRef.key*) jq -j '.spec.template.spec.containers[].env[].valueFrom.secretKeyRef.key' ;;
    *containers*image*) jq -j '.spec.image // empty' ;;
    *data.secret-key*) jq -j '.data["secret-key"] // empty' ;;
    *annotations.infra/replicas*) jq -j '.metadata.annotations["infra/replicas"] // empty' ;;
    *) jq -j "$(sed 's/^{//; s/}$//' <<<"$1") // empty" ;;
  esac
}

case $verb in
  get)
    if [[ $1 == */* ]]; then name=$1 && shift; else name=$1/${2:-} && shift 2; fi
    path=""
    while [ $# -gt 0 ]; do
      case $1 in
        -o) path=${2#jsonpath=} && shift 2 ;;
        *) shift ;;
      esac
    done
    case $name in
      volumeattachments/*) cat "$root/attachments" 2>/dev/null || true ;;
      events/*) cat "$root/events" 2>/dev/null || true ;;
      *)
        [ -f "$(file "$name")" ] || { echo "Error from server (NotFound): $name not found" >&2 && exit 1; }
        value "$path" <"$(file "$name")"
        ;;
    esac
    ;;
  create)
    [ "$1" = configmap ]
    path=$(file "configmap/$2")
    mkdir -p "$(dirname "$path")"
    data='{"data": {}}'
    for word in "${@:3}"; do
      [[ $word != --from-literal=* ]] || data=$(jq --arg pair "${word#--from-literal=}" \
        '($pair | split("=")) as $pair | .data[$pair[0]] = ($pair[1:] | join("="))' <<<"$data")
    done
    printf '%s\n' "$data" >"$path.$$"
    ln "$path.$$" "$path" 2>/dev/null || { rm "$path.$$" && echo "Error from server (AlreadyExists): $2" >&2 && exit 1; }
    rm "$path.$$"
    ;;
  patch)
    if [[ $1 == */* ]]; then name=$1 && shift; else name=$1/$2 && shift 2; fi
    type=merge patch=""
    while [ $# -gt 0 ]; do
      case $1 in
        --type) type=$2 && shift 2 ;;
        -p) patch=$2 && shift 2 ;;
        --field-manager) shift 2 ;;
        *) shift ;;
      esac
    done
    [ -f "$(file "$name")" ] || { echo "Error from server (NotFound): $name not found" >&2 && exit 1; }
    exec 8>>"$root/lock" && flock 8
    if [ "$type" = json ]; then
      change "$name" --argjson patch "$patch" 'reduce $patch[] as $one (.; ($one.path | split("/")[1:]) as $path |
        if $one.op == "test" then (if getpath($path) == $one.value then . else error("the test fails") end)
        elif $one.op == "replace" then setpath($path; $one.value) else error("the double does not support \($one.op)") end)'
    else
      change "$name" --argjson patch "$patch" '. * $patch | del(.metadata.annotations[]? | nulls)'
      replicas=$(jq -r '.spec.replicas // empty' <<<"$patch")
      [ -z "$replicas" ] || log "$name has $replicas replicas"
      [ "$replicas" != 0 ] || rm -f "$root/attachments"
    fi
    ;;
  annotate)
    case $2 in
      *=*) change "$1" --arg key "${2%%=*}" --arg value "${2#*=}" '.metadata.annotations[$key] = $value' ;;
      *-) change "$1" --arg key "${2%-}" 'del(.metadata.annotations[$key])' ;;
    esac
    ;;
  scale)
    change "$1" --argjson n "${2#--replicas=}" '.spec.replicas = $n'
    log "$1 has ${2#--replicas=} replicas"
    ;;
  port-forward)
    # A port of this machine, where a stand-in answers for the pods of the workload while it has any.
    [ "$(jq -j .spec.replicas "$(file "$3")")" != 0 ] || { echo "error: unable to forward port: no pods" >&2 && exit 1; }
    echo "Forwarding from 127.0.0.1:$(cat "$root/ports/$3") -> ${4#:}"
    exec sleep 3600
    ;;
  rollout | wait)
    [ ! -f "$root/events" ] || { echo "error: timed out waiting for the condition" >&2 && exit 1; }
    ;;
  apply)
    [ "$*" = "-f -" ]
    text=$(cat)
    kind=$(sed -n 's/^kind: //p' <<<"$text")
    name=$(sed -n '0,/name: /s/.*name: "\([^"]*\)".*/\1/p' <<<"$text")
    namespace=$(sed -n '0,/namespace: /s/.*namespace: "\([^"]*\)".*/\1/p' <<<"$text")
    printf '%s\n' "$text" >"$root/$kind.yaml"
    case $kind in
      Pod)
        mkdir -p "$(dirname "$(file "pod/$name")")"
        [ -f "$(file "pod/$name")" ] || log "pod $name is created"
        printf '{"metadata": {"uid": "uid-%s"}, "status": {"phase": "Running"}}' "$name" >"$(file "pod/$name")"
        ;;
      PersistentVolumeClaim)
        mkdir -p "$(dirname "$(file "pvc/$name")")"
        printf '{"spec": {"volumeName": "pv-%s", "accessModes": ["ReadWriteOnce"]}}' "$name" >"$(file "pvc/$name")"
        log "claim $name is created"
        ;;
      *) echo "the double does not support: kubectl apply of $kind" >&2 && exit 1 ;;
    esac
    ;;
  delete)
    [ "$1" = pod ]
    if [ -f "$(file "pod/$2")" ]; then
      rm "$(file "pod/$2")"
      log "pod $2 is deleted"
    fi
    ;;
  *) echo "the double does not support: kubectl $verb $*" >&2 && exit 1 ;;
esac
