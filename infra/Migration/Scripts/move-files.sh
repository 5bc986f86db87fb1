#!/usr/bin/env bash
# A data move of files: from a folder or a Docker volume of the Docker host into a claim of the cluster. Also the base of other kinds, whose
# scripts follow this one and replace some of the kind_ functions (the files_ functions stay).
# The copy grows in a folder beside the data, on the same volume: ROOT/.infra-move/MOVE/incoming. It is kept when a run ends, and the next
# run continues it. The cut over renames what the target held into before-N, then the copy into its place. `state` in that folder says how
# far this is, so that a run that was cut off is undone by the next one; the target's workloads are scaled to 0 until then.
# Parameters: SOURCE_FOLDER or SOURCE_VOLUME (of Docker), TARGET_NAMESPACE, TARGET_CLAIM, OWNER (uid:gid of everything in the
# target; empty for the source's owners), CLAIM_SIZE, CLAIM_CLASS, CLAIM_MODE (to create a claim that its StatefulSet will adopt; empty
# where the claim exists).
: "${SOURCE_FOLDER:-${SOURCE_VOLUME:?}}" "${TARGET_NAMESPACE:?}" "${TARGET_CLAIM:?}"
# The image of every pod's sandbox in k3s, which is on each of its nodes: nothing is pulled.
POD_IMAGE=${POD_IMAGE:-docker.io/rancher/mirrored-pause:3.6}
POD="infra-move-$MOVE"
# Lists of names and digests, on disk for they may be long.
LISTS="$STATE_DIR/lists-$STACK-$MOVE"
SOURCE_ROOT="" TARGET_ROOT="" VOLUME_ROOT="" COPIED_SINCE="" OUTAGE_SECONDS="" OUTAGE_BEGAN=""

# files_program: the part that runs at either end. Names are separated by NUL until a line feed in a name has become \001; columns by \002.
files_program() {
  cat <<'END'
set -euo pipefail
export LC_ALL=C
problem() { printf '%s\n' "$1" >&2; exit 1; }

# within ROOT WORD...: find, without what is not data.
within() { local root=$1; shift; cd "$root" && find . \( -path ./.infra-move -o -path ./lost+found \) -prune -o "$@"; }

# tree ROOT OWNER SINCE: every entry with type, mode, owner, size, time of change, digest, the first of its hard links and the target of a
# symbolic link, sorted by name. OWNER replaces the owners. SINCE: only what has not changed since then.
tree() {
  local root=$1 owner=$2 since=$3
  join -t $'\2' -a 1 \
    <(within "$root" -printf '%P\2%y\2%m\2%U:%G\2%s\2%T@\2%n\2%D:%i\2%C@\2%l\0' | tr '\n\0' '\1\n' | sort -t $'\2' -k 1,1) \
    <(if [ -n "$since" ]; then exec 2>/dev/null; fi
      cd "$root"
      within . -type f -print0 | xargs -0 -r sha256sum -z -- |
      tr '\n\0' '\1\n' | sed -E $'s/^([0-9a-f]{64})  \\.\\/(.*)$/\\2\2\\1/' | sort -t $'\2' -k 1,1) |
    awk -F '\002' -v owner="$owner" -v since="$since" 'BEGIN { OFS = "\002" }
      {
        path = $1 == "" ? "." : $1
        linked = ""
        if ($2 == "f" && $7 > 1) { if ($8 in first) linked = first[$8]; else first[$8] = path }
        if (since != "" && int($9) >= since) next
        split($6, time, ".")
        mode = $2 == "l" ? "-" : $3
        if ($2 == "f") print path, $2, mode, owner == "" ? $4 : owner, $5, time[1], $11 == "" ? "unreadable" : $11, linked, ""
        else print path, $2, mode, owner == "" ? $4 : owner, "", "", "", "", $10
      }' | sort
}

# mark ROOT all|content: a digest that changes when a file does; with `all` also when only its mode or owner does.
mark() {
  # The times of a folder change when one of its files is renamed, as at the cut over; its files are listed themselves.
  local folder='%P\0' file='%P\2%y\2%s\2%T@\2%l\0'
  if [ "$2" = all ]; then folder='%P\2%m\2%U\2%G\0' file='%P\2%y\2%s\2%T@\2%l\2%C@\2%m\2%U\2%G\2%i\0'; fi
  within "$1" \( -type d ! -path . -printf "$folder" -o ! -type d -printf "$file" \) | sort -z | sha256sum | cut -c 1-64
}

size() { within "$1" -type f -printf '%s %b\n' | awk '{ n++; s += $1; k += $2 / 2 } END { printf "%d %d %d\n", n, s / 1048576 + 0.5, k }'; }

# mounting ROOT: running containers that can write there: id, name.
mounting() {
  local root=$1 id name path
  command -v docker >/dev/null || return 0
  docker ps -q --no-trunc |
    xargs -r docker inspect --format '{{range .Mounts}}{{if .RW}}{{$.Id}} {{$.Name}} {{.Source}}{{"\n"}}{{end}}{{end}}' |
    while read -r id name path; do
      [ -n "$path" ] || continue
      path=$(realpath -m -- "$path")
      case "$root/" in "$path"/*) printf '%s %s\n' "$id" "${name#/}" && continue ;; esac
      case "$path/" in "$root"/*) printf '%s %s\n' "$id" "${name#/}" ;; esac
    done | sort -u
}

# writing ROOT ID...: processes that have a file there open for writing, but for those in the containers of the ids.
writing() {
  local root=$1 file pid flags id seen=""
  shift
  while read -r file; do
    pid=${file#/proc/} pid=${pid%%/*}
    case " $seen " in *" $pid "*) continue ;; esac
    flags=$(awk '$1 == "flags:" { print $2 }' "/proc/$pid/fdinfo/${file##*/}" 2>/dev/null) || continue
    case $flags in *1 | *2) ;; *) continue ;; esac
    for id in "$@"; do ! grep -qs -- "$id" "/proc/$pid/cgroup" || continue 2; done
    seen="$seen $pid"
    printf '%s %s\n' "$pid" "$(tr '\0' ' ' <"/proc/$pid/cmdline" | cut -c 1-80)"
  done < <(awk 'NR == FNR { data[$1]; next } $1 in data { print $2 }' <(within "$root" -type f -printf '%D:%i\n') \
    <(find -L /proc/[0-9]*/fd -maxdepth 1 -type f -printf '%D:%i %p\n' 2>/dev/null || true))
}

# The folder of the move. state: copying, out N (the old data goes), in N (the new data comes), cut ATTEMPT, back.
state() { cat "$1/state" 2>/dev/null || true; }
put_state() {
  [ "$(state "$1")" != "$2" ] || return 0
  sync -f "$1"
  printf '%s\n' "$2" >"$1/state.new" || problem "$1/state cannot be written"
  mv -f "$1/state.new" "$1/state"
  sync -f "$1"
}
rename_all() {
  find "$1" -mindepth 1 -maxdepth 1 ! -name .infra-move ! -name lost+found -print0 | xargs -0 -r mv -n -t "$2" -- || true
  [ -z "$(find "$1" -mindepth 1 -maxdepth 1 ! -name .infra-move ! -name lost+found -print -quit)" ] ||
    problem "not everything in $1 can be renamed into $2"
}
like() { chown --reference="$2" "$1" && chmod --reference="$2" "$1"; }

# open_stage ROOT STAGE: the folder of the move, where half a cut over is undone.
open_stage() {
  local root=$1 stage=$2 what="" n=""
  mkdir -p "$stage/incoming"
  chmod 0711 "$(dirname "$stage")" "$stage"
  read -r what n < <(state "$stage") || true
  case $what in
    out) rename_all "$stage/before-$n" "$root" ;;
    in) rename_all "$root" "$stage/incoming" && rename_all "$stage/before-$n" "$root" && like "$root" "$stage/before-$n" ;;
    *) return 0 ;;
  esac
  put_state "$stage" copying
  rmdir "$stage/before-$n"
}

# swap ROOT STAGE ATTEMPT: puts the copy in the place of the data, which goes into before-N. Prints N if there was anything.
swap() {
  local root=$1 stage=$2 attempt=$3 n=1
  [ "$(state "$stage")" != "cut $attempt" ] || return 0
  open_stage "$root" "$stage"
  while [ -e "$stage/before-$n" ]; do n=$((n + 1)); done
  mkdir "$stage/before-$n"
  like "$stage/before-$n" "$root"
  put_state "$stage" "out $n"
  rename_all "$root" "$stage/before-$n"
  put_state "$stage" "in $n"
  rename_all "$stage/incoming" "$root"
  like "$root" "$stage/incoming"
  put_state "$stage" "cut $attempt"
  rmdir "$stage/incoming"
  rmdir "$stage/before-$n" 2>/dev/null || printf '%s\n' "$n"
}

# own ROOT INCOMING OWNER: gives the copy the owners that the data has, by name, and OWNER to what is new. Files that the two
# share have them already and are not touched.
own() {
  local root=$1 incoming=$2 owner
  (cd "$incoming" && find . -print0 | while IFS= read -r -d '' file; do
    if [ ! -e "$root/$file" ] && [ ! -L "$root/$file" ]; then printf '%s\0' "$file"; fi
  done | xargs -0 -r chown -h "$3" --)
  while read -r owner; do
    within "$root" -uid "${owner%:*}" -gid "${owner#*:}" -print0 |
      (cd "$incoming" && while IFS= read -r -d '' file; do
        if [ -e "$file" ] || [ -L "$file" ]; then printf '%s\0' "$file"; fi
      done | xargs -0 -r stat --printf '%u:%g %n\0' -- | sed -zn "/^$owner /!s/^[0-9:]* //p" | xargs -0 -r chown -h "$owner" --)
  done < <(within "$root" -printf '%U:%G\n' | sort -u)
}

# space FOLDER: free KiB, free inodes (or -), type of the file system.
space() { printf '%s %s %s\n' "$(df -Pk "$1" | awk 'END { print $4 }')" "$(df -Pi "$1" | awk 'END { print $4 }')" "$(stat -f -c %T "$1")"; }
END
}

# at_source, at_target FUNCTION ARGUMENT...: a function of the program there.
at_source() { source_host "$(files_program)"$'\n'"$(words "$@")" </dev/null; }
at_target() { bash -c "$(files_program)"$'\n'"$(words "$@")" </dev/null; }

# find_source: sets SOURCE_ROOT to the folder.
find_source() {
  [ -z "$SOURCE_ROOT" ] || return 0
  local path=${SOURCE_FOLDER:-}
  if [ -z "$path" ]; then
    path=$(source_host "docker volume inspect --format '{{.Mountpoint}}' $(words "$SOURCE_VOLUME")" </dev/null 2>"$WORK/errors") ||
      fail "$SOURCE_NAME has no volume $SOURCE_VOLUME: $(tail -n 1 "$WORK/errors")" \
        "see docker volume ls on $SOURCE_NAME and correct dataMoves[$MOVE].from; Compose puts the project in front (PROJECT_VOLUME)"
  fi
  SOURCE_ROOT=$(source_host "cd $(words "$path") && pwd -P" </dev/null 2>"$WORK/errors") ||
    fail "$path on $SOURCE_NAME cannot be read: $(tail -n 1 "$WORK/errors")" \
      "correct dataMoves[$MOVE].from; it is a folder or a Docker volume"
  [ "$SOURCE_ROOT" != / ] || fail "dataMoves[$MOVE].from is the root of $SOURCE_NAME" "name a folder or a Docker volume"
}

# find_volume: sets TARGET_ROOT to the folder where this server sees the claim's volume; a pod that does nothing holds it there.
find_volume() {
  if [ -n "$TARGET_ROOT" ] && [ -e "$WORK/mounted" ]; then return 0; fi
  local volume path uid found
  make_claim
  elsewhere
  hold
  volume=$(kube -n "$TARGET_NAMESPACE" get pvc "$TARGET_CLAIM" -o 'jsonpath={.spec.volumeName}')
  path=$(kube get pv "$volume" -o 'jsonpath={.spec.hostPath.path}')
  [ -n "$path" ] || path=$(kube get pv "$volume" -o 'jsonpath={.spec.local.path}')
  if [ -z "$path" ]; then
    uid=$(kube -n "$TARGET_NAMESPACE" get pod "$POD" -o 'jsonpath={.metadata.uid}')
    for found in "/var/lib/kubelet/pods/$uid/volumes"/*/"$volume"; do
      if [ -d "$found/mount" ]; then path=$found/mount; elif [ -d "$found" ]; then path=$found; fi
    done
  fi
  if [ -z "$path" ] || [ ! -d "$path" ]; then
    fail "the volume of the claim $TARGET_CLAIM is not to be seen on $NODE_NAME" \
      "kubectl describe pv $volume; ls /var/lib/kubelet/pods/${uid:-*}/volumes on $NODE_NAME"
  fi
  VOLUME_ROOT=$path
  TARGET_ROOT=$path
  touch "$WORK/mounted"
  STAGE=$VOLUME_ROOT/.infra-move/$MOVE
}

make_claim() {
  ! kube -n "$TARGET_NAMESPACE" get pvc "$TARGET_CLAIM" >/dev/null 2>&1 || return 0
  [ -n "${CLAIM_SIZE:-}" ] ||
    fail "there is no claim $TARGET_CLAIM in $TARGET_NAMESPACE" "kubectl -n $TARGET_NAMESPACE get pvc; correct dataMoves[$MOVE].to"
  kube apply -f - >/dev/null <<END || fail "the claim $TARGET_CLAIM cannot be created in $TARGET_NAMESPACE" "see the lines above"
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: "$TARGET_CLAIM", namespace: "$TARGET_NAMESPACE"}
spec:
  accessModes: ["${CLAIM_MODE:-ReadWriteOnce}"]
  storageClassName: "${CLAIM_CLASS:?}"
  resources: {requests: {storage: "$CLAIM_SIZE"}}
END
}

# elsewhere: fails when the volume is bound to the disk of another node. One that a single node at a time can have is taken from the pods of
# the target: before the cut over they serve nobody, and move.sh starts them again.
elsewhere() {
  local volume nodes code=0 hosts='matchExpressions[?(@.key=="kubernetes.io/hostname")].values[*]'
  volume=$(kube -n "$TARGET_NAMESPACE" get pvc "$TARGET_CLAIM" -o 'jsonpath={.spec.volumeName}')
  [ -n "$volume" ] || return 0
  nodes=$(kube get pv "$volume" -o "jsonpath={.spec.nodeAffinity.required.nodeSelectorTerms[*].$hosts}")
  case " $nodes " in "  " | *" ${TARGET_NODE:-$NODE_NAME} "*) ;;
    *) fail "the volume of the claim $TARGET_CLAIM is on the disk of $nodes, and this move runs on ${TARGET_NODE:-$NODE_NAME}" \
      "give the volume a class that every node can mount (longhorn), or delete the empty claim: it is then created where the move runs" ;;
  esac
  case $(kube -n "$TARGET_NAMESPACE" get pvc "$TARGET_CLAIM" -o 'jsonpath={.spec.accessModes}') in *ReadWriteMany*) return 0 ;; esac
  attached_elsewhere "$volume" || code=$?
  [ "$code" -le 1 ] || fail "the volumes that are attached cannot be listed" "check that the API server answers (kubectl get nodes)"
  if [ "$code" -eq 0 ]; then
    say "the volume of the claim $TARGET_CLAIM is attached to $ATTACHED: its pods stop until the move has looked at it"
    target_down
    wait_for "${DETACH_SECONDS:-300}" "the end of the use of $TARGET_CLAIM on $ATTACHED" detached "$volume" ||
      fail "the volume of the claim $TARGET_CLAIM is attached to $ATTACHED, and only one node at a time can have it" \
        "end what uses it there beside the workloads of the move (kubectl get pods -A -o wide), then run pulumi up again"
  fi
}
attached_elsewhere() {
  ATTACHED=$(kube get volumeattachments -o "jsonpath={.items[?(@.spec.source.persistentVolumeName==\"$1\")].spec.nodeName}") || return 2
  case " $ATTACHED " in "  " | *" ${TARGET_NODE:-$NODE_NAME} "*) return 1 ;; esac
}
detached() {
  local code=0
  attached_elsewhere "$1" || code=$?
  [ "$code" -eq 1 ]
}

# hold: lets the claim be mounted on this server. A selector instead of nodeName, because a volume that waits for its first consumer is
# made by the scheduler's choice.
hold() {
  local phase
  phase=$(kube -n "$TARGET_NAMESPACE" get pod "$POD" -o 'jsonpath={.status.phase}' 2>/dev/null) || phase=""
  case $phase in Running | Pending | "") ;; *) release ;; esac
  kube apply -f - >/dev/null <<END || fail "the pod that mounts $TARGET_CLAIM cannot be created in $TARGET_NAMESPACE" "see the lines above"
apiVersion: v1
kind: Pod
metadata:
  name: "$POD"
  namespace: "$TARGET_NAMESPACE"
  labels: {app.kubernetes.io/name: infra-move, app.kubernetes.io/instance: "$MOVE"}
spec:
  nodeSelector: {kubernetes.io/hostname: "${TARGET_NODE:-$NODE_NAME}"}
  tolerations: [{operator: Exists}]
  automountServiceAccountToken: false
  enableServiceLinks: false
  restartPolicy: Always
  activeDeadlineSeconds: 86400
  terminationGracePeriodSeconds: 0
  securityContext: {runAsNonRoot: true, runAsUser: 65535, runAsGroup: 65535, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: pause
      image: "$POD_IMAGE"
      imagePullPolicy: IfNotPresent
      resources: {requests: {cpu: 1m, memory: 4Mi}, limits: {cpu: 10m, memory: 16Mi}}
      securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
      volumeMounts: [{name: data, mountPath: /data}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: "$TARGET_CLAIM"}}]
END
  kube -n "$TARGET_NAMESPACE" wait --for=condition=Ready "pod/$POD" --timeout="${HOLD_SECONDS:-300}s" >/dev/null 2>"$WORK/errors" ||
    fail "the volume of the claim $TARGET_CLAIM is not mounted on $NODE_NAME: $(kube -n "$TARGET_NAMESPACE" get events \
      --field-selector "involvedObject.name=$POD" -o 'jsonpath={.items[-1:].message}' 2>/dev/null || cat "$WORK/errors")" \
      "kubectl -n $TARGET_NAMESPACE describe pod $POD"
}

# release: gives the volume free, so that the workload's pod can have it on any node.
release() {
  rm -f "$WORK/mounted"
  kube -n "$TARGET_NAMESPACE" delete pod "$POD" --ignore-not-found --wait=true --timeout=60s >/dev/null
}
# kind_release: called when a run ends, however it ends, before the target's workloads start: half a cut over is undone first.
kind_release() {
  rm -rf "$LISTS"
  : >"$WORK/released"
  if [ "$MODE" = move ] && [ -e "$WORK/mounted" ] && [ -n "$TARGET_ROOT" ]; then
    case $(at_target state "$STAGE") in
      out\ * | in\ *) at_target open_stage "$TARGET_ROOT" "$STAGE" ;;
    esac
  fi
  release
}

# allow_writer APP CONTAINER STOP: collects the ids of the writers; with only_own those that a command of their own keeps from writing.
allow_writer() {
  local ids
  if [ -n "$only_own" ] && [ -z "$3" ]; then return 0; fi
  ids=$(containers_of "$2") || fail "$SOURCE_NAME cannot be asked for the container of $1" "check SSH and Docker there"
  [ -n "$ids" ] || return 0
  mapfile -t -O "${#allowed[@]}" allowed <<<"$ids"
}

# no_other_containers ALL|OWN: fails when a container that is no writer of the move can write to the source.
no_other_containers() {
  local id name known others="" found
  allowed=() only_own=""
  [ "$1" = all ] || only_own=1
  each_writer allow_writer
  found=$(at_source mounting "$SOURCE_ROOT") || fail "the containers of $SOURCE_NAME cannot be listed" "see the lines above"
  while read -r id name; do
    [ -n "$id" ] || continue
    for known in ${allowed[@]+"${allowed[@]}"}; do [ "$id" != "$known" ] || continue 2; done
    others="$others${others:+, }$name"
  done <<<"$found"
  [ -z "$others" ] ||
    fail "$SOURCE_ROOT on $SOURCE_NAME is mounted for writing by a container that the move does not stop: $others" \
      "name its app in dataMoves[$MOVE].stopWrites, or mount it with :ro there"
}

files_check() {
  local files mebibytes kibibytes free inodes type
  command -v rsync >/dev/null || fail "rsync is missing on $NODE_NAME" "apt-get install -y rsync on $NODE_NAME"
  source_host true </dev/null 2>"$WORK/errors" ||
    fail "$SOURCE_NAME does not answer by SSH: $(tail -n 1 "$WORK/errors")" \
      "ssh -p ${SOURCE_PORT:-22} ${SOURCE_USER:-root}@$SOURCE_ADDRESS from $NODE_NAME"
  source_host "command -v rsync >/dev/null" </dev/null || fail "rsync is missing on $SOURCE_NAME" "apt-get install -y rsync on $SOURCE_NAME"
  find_source
  no_other_containers all
  find_volume
  read -r files mebibytes kibibytes < <(at_source size "$SOURCE_ROOT")
  SOURCE_SIZE="$mebibytes MiB in $files files"
  mkdir -p "$STAGE/incoming"
  read -r free inodes type < <(at_target space "$STAGE")
  kibibytes=$((kibibytes - $(at_target size "$STAGE/incoming" | awk '{ print $3 }')))
  [ "$free" -ge "$kibibytes" ] ||
    fail "the volume of $TARGET_CLAIM is too small: $((free / 1024)) MiB are free, and the copy needs $((kibibytes / 1024)) MiB more" \
      "raise the size of the volume (storage.volumes) or free space in it"
  case $inodes in
    *[!0-9]* | "") ;;
    *)
      [ "$inodes" = 0 ] || [ "$inodes" -ge "$files" ] ||
        fail "the volume of $TARGET_CLAIM has $inodes inodes free, and $files files come" "raise the size of the volume (storage.volumes)"
      ;;
  esac
  RSYNC_KEEPS=-aHAXS
  case $type in
    nfs*)
      RSYNC_KEEPS=-aH
      say "the volume of $TARGET_CLAIM is NFS, which keeps no access lists, extended attributes and holes: they are not copied"
      ;;
  esac
}

# rsync_with LABEL OPTION... FROM TO: rsync over SSH that says every ten seconds how far it is and explains how it ends.
rsync_with() {
  local label=$1 code=0 last=$SECONDS line become=""
  shift
  [ "${SOURCE_USER:-root}" = root ] || become="sudo -n "
  ssh_words
  rsync "${RSYNC_KEEPS:--aHAXS}" --numeric-ids --delete --partial --secluded-args --timeout="${RSYNC_SECONDS:-600}" \
    --exclude=/.infra-move --exclude=/lost+found --info=progress2 --outbuf=L -e "${SSH[*]}" --rsync-path="${become}rsync" "$@" \
    2>"$WORK/errors" </dev/null | tr '\r' '\n' | while IFS= read -r line; do
    if [ -n "$line" ] && [ $((SECONDS - last)) -ge "${METER_SECONDS:-10}" ]; then
      say "$label: $(tr -s ' ' <<<"$line")"
      last=$SECONDS
    fi
  done || code=$?
  [ "$code" -ne 0 ] || return 0
  if grep -qE 'No space left|Disk quota' "$WORK/errors"; then
    fail "$label: the disk is full: $(grep -m 1 -E 'No space left|Disk quota' "$WORK/errors")" \
      "raise the size of the volume (storage.volumes) or free space; what was copied is kept, and the next run continues"
  fi
  case $code in
    24) # Files vanished, as they may while writing goes on.
      [ "$label" != rehearsal ] || return 0
      fail "$label: files vanished at the source while they were copied" "find who deletes them: $(grep -m 1 vanished "$WORK/errors")" ;;
    10 | 12 | 30 | 35 | 255)
      fail "$label: the connection to $SOURCE_NAME broke: $(tail -n 1 "$WORK/errors")" \
        "run pulumi up again: it continues where this run was cut off, and the source is in use as before" ;;
    *) fail "$label: rsync ended with $code: $(grep -m 1 -v '^$' "$WORK/errors")" "see rsync(1), EXIT VALUES" ;;
  esac
}

files_copy() {
  find_source
  find_volume
  at_target open_stage "$TARGET_ROOT" "$STAGE" ||
    fail "the volume of $TARGET_CLAIM cannot be prepared" "see the line above, and $STAGE on $NODE_NAME"
  at_target put_state "$STAGE" copying
  local options=()
  [ -z "${OWNER:-}" ] || options+=(--chown="$OWNER")
  if [ "$1" = rehearsal ]; then
    COPIED_SINCE=$(source_host "date +%s" </dev/null)
    rsync_with rehearsal "${options[@]}" "${SOURCE_USER:-root}@$SOURCE_ADDRESS:$SOURCE_ROOT/" "$STAGE/incoming/"
    # The move begins with what is here now, so it takes as long as what follows.
    OUTAGE_BEGAN=$SECONDS
  fi
  rsync_with "$1" --checksum "${options[@]}" "${SOURCE_USER:-root}@$SOURCE_ADDRESS:$SOURCE_ROOT/" "$STAGE/incoming/"
}

# differences EXPECTED ACTUAL WHERE [all]: fails with the first names that differ. Without `all` only what EXPECTED has counts.
differences() {
  local found
  found=$(LC_ALL=C comm -3 --output-delimiter=$'\3' "$1" "$2" | LC_ALL=C awk -F '\002' -v all="${4:-}" '
    { line = $0; side = sub(/^\003/, "", line) ? 2 : 1; split(line, part, "\002"); path = part[1]
      if (!(path in sides)) order[++n] = path
      sides[path] += side; text[side, path] = line }
    function shown(name, a, b) { return name ~ /mode|owner|size/ ? name " " b " for " a : name }
    function what(path,   a, b, names, i, words) {
      split(text[1, path], a, "\002"); split(text[2, path], b, "\002")
      split("name type mode owner size time content link target", names, " ")
      for (i = 2; i <= 9; i++) if (a[i] != b[i]) words = words (words ? ", " : "") shown(names[i], a[i], b[i])
      return words
    }
    END {
      for (i = 1; i <= n; i++) {
        path = order[i]
        if (sides[path] == 2 && all == "") continue
        if (++count > 5) continue
        name = path; gsub(/\001/, "\\n", name)
        line = name (sides[path] == 1 ? " is missing" : sides[path] == 2 ? " is not at the origin" : " differs (" what(path) ")")
        out = out (out ? "; " : "") line
      }
      if (count) print count " differences: " out (count > 5 ? "; ..." : "")
    }')
  [ -z "$found" ] || fail "$3 is not what was copied: $found" \
    "run pulumi up again, it copies what differs; if the same names differ again, find who writes to them"
}

new_lists() { rm -rf "$LISTS" && mkdir -p "$LISTS" && chmod 0700 "$LISTS"; }

files_verify() {
  local since="" all=all
  if [ "$1" = rehearsal ]; then since=$COPIED_SINCE all=""; fi
  new_lists
  at_source tree "$SOURCE_ROOT" "${OWNER:-}" "$since" >"$LISTS/source" &
  local reader=$!
  at_target tree "$STAGE/incoming" "" "" >"$LISTS/target" || fail "the copy in $STAGE/incoming cannot be read" "see the lines above"
  wait "$reader" || fail "$SOURCE_ROOT on $SOURCE_NAME cannot be read to its end" "see the lines above"
  differences "$LISTS/source" "$LISTS/target" "the copy of $SOURCE_ROOT" "$all"
  if grep -q $'\2unreadable\2' "$LISTS/source"; then
    fail "files of $SOURCE_ROOT cannot be read: $(grep -m 3 $'\2unreadable\2' "$LISTS/source" | cut -d $'\2' -f 1 | paste -sd ,)" \
      "check the disk of $SOURCE_NAME (dmesg)"
  fi
  [ "$1" = rehearsal ] || verify_attributes "${SOURCE_USER:-root}@$SOURCE_ADDRESS:$SOURCE_ROOT/" "$STAGE/incoming/"
  note "$(wc -l <"$LISTS/source") entries compared: type, mode, owner, size, time, SHA-256, links"
  # shellcheck disable=SC2034  # read by move.sh
  [ -z "$OUTAGE_BEGAN" ] || OUTAGE_SECONDS=$((SECONDS - OUTAGE_BEGAN + 1))
}

# verify_attributes FROM TO: access lists and extended attributes, as rsync sees them.
verify_attributes() {
  [ "${RSYNC_KEEPS:--aHAXS}" = -aHAXS ] || return 0
  local found become=""
  [ "${SOURCE_USER:-root}" = root ] || become="sudo -n "
  ssh_words
  found=$(rsync -aHAXn --itemize-changes --numeric-ids --secluded-args --exclude=/.infra-move --exclude=/lost+found -e "${SSH[*]}" \
    --rsync-path="${become}rsync" "$1" "$2" </dev/null | awk 'substr($0, 10, 2) ~ /[ax]/ && n++ < 5 { print substr($0, 13) }') ||
    fail "access lists and extended attributes cannot be compared" "see the lines above"
  [ -z "$found" ] || fail "access lists or extended attributes differ: $(paste -sd ';' <<<"$found")" "run pulumi up again, it copies them"
}

kind_check() { files_check; }
kind_size() { printf '%s' "${SOURCE_SIZE:-files}"; }

# The writers are stopped when this is called: nothing else may have the files.
kind_fence() {
  local writing="" try
  find_source
  no_other_containers own
  for ((try = 0; try < 20; try++)); do
    writing=$(at_source writing "$SOURCE_ROOT" ${allowed[@]+"${allowed[@]}"}) ||
      fail "the processes of $SOURCE_NAME cannot be looked at" "see the lines above"
    [ -n "$writing" ] || return 0
    sleep "${POLL_SECONDS:-1}"
  done
  fail "processes on $SOURCE_NAME still have files of $SOURCE_ROOT open for writing: $(paste -sd ';' <<<"$writing")" \
    "stop them, and name their app in dataMoves[$MOVE].stopWrites"
}
# On the way back the target is no longer the one in use; half a cut over is undone there too.
kind_unfence() {
  [ "$MODE" = back ] || return 0
  find_volume
  at_target open_stage "$TARGET_ROOT" "$STAGE"
  at_target put_state "$STAGE" back
}
kind_mark() { find_source && at_source mark "$SOURCE_ROOT" all; }
kind_copy() { files_copy "$1"; }
kind_verify() { files_verify "$1"; }
kind_discard() { say "the copy is kept in .infra-move/$MOVE of the volume: the move continues it"; }
# volume_state: prints the state of the volume. It is mounted no longer than before where the run has released it.
volume_state() {
  find_volume >&2
  at_target state "$STAGE"
  [ ! -e "$WORK/released" ] || release >&2
}
kind_is_cut() {
  local state
  state=$(volume_state) || return 2
  [ "$state" = "cut $ATTEMPT" ]
}
kind_was_cut() {
  local state
  state=$(volume_state) || return 2
  case $state in cut\ *) ;; *) return 1 ;; esac
}
kind_cut_over() {
  local kept
  kept=$(at_target swap "$TARGET_ROOT" "$STAGE" "$ATTEMPT") ||
    fail "the copy cannot be put in its place" "see the line above; run pulumi up again: it undoes the half and begins anew"
  [ -z "$kept" ] || note "what the volume held before is in .infra-move/$MOVE/before-$kept there; delete it when nobody misses it"
}
# The volume is given free after it, for the workload that starts next.
kind_mark_target() { find_volume && at_target mark "$TARGET_ROOT" content && release; }

kind_copy_back() { files_copy_back; }

# files_copy_back: the same at the other end. What did not change is linked to the source's own files, so that it needs no space.
files_copy_back() {
  local stage origin kept options=()
  find_source
  find_volume
  stage=$SOURCE_ROOT/.infra-move/$MOVE
  origin="${SOURCE_USER:-root}@$SOURCE_ADDRESS"
  no_other_containers own
  at_source open_stage "$SOURCE_ROOT" "$stage" || fail "$stage on $SOURCE_NAME cannot be prepared" "see the line above"
  at_source put_state "$stage" copying
  [ -z "${OWNER:-}" ] || options+=(--no-owner --no-group)
  rsync_with "way back" --checksum "${options[@]}" --link-dest="$SOURCE_ROOT" "$TARGET_ROOT/" "$origin:$stage/incoming/"
  if [ -n "${OWNER:-}" ]; then
    at_source own "$SOURCE_ROOT" "$stage/incoming" "$(source_host "stat -c %u:%g $(words "$SOURCE_ROOT")" </dev/null)"
    # Another owner takes away the right to become it.
    rsync_with "way back" "${options[@]}" --link-dest="$SOURCE_ROOT" "$TARGET_ROOT/" "$origin:$stage/incoming/"
  fi
  new_lists
  at_target tree "$TARGET_ROOT" "${OWNER:+-}" "" >"$LISTS/target" || fail "$TARGET_ROOT cannot be read" "see the lines above"
  at_source tree "$stage/incoming" "${OWNER:+-}" "" >"$LISTS/source" ||
    fail "$stage on $SOURCE_NAME cannot be read" "see the lines above"
  differences "$LISTS/target" "$LISTS/source" "the way back to $SOURCE_ROOT" all
  kept=$(at_source swap "$SOURCE_ROOT" "$stage" "$ATTEMPT") ||
    fail "what came back cannot be put in its place" "see the line above; run pulumi up again"
  [ -z "$kept" ] ||
    note "the files as they were at the move are in $stage/before-$kept on $SOURCE_NAME; delete them when nobody misses them"
}
