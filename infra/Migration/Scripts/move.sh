#!/usr/bin/env bash
# A data move, its rehearsal, or its way back (MODE move, rehearsal, back). Each ends with a line of JSON, the record, on standard output.
# A run that was cut off starts again: until the cut over the source is the one in use, after it the target is, and never both.
# A kind may have kind_release, which is called when a run ends, before the target's workloads start, and may set OUTAGE_SECONDS in its
# rehearsal, when the move itself is faster because it continues what the rehearsal copied.
: "${MODE:?}" "${KIND:?}"
evidence=""
note() { evidence="$evidence${evidence:+; }$1" && say "$1"; }
at() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# finish STATE: writes the record and prints it.
finish() {
  record_put state "$1" attempt "$ATTEMPT" at "$(at)" evidence "$evidence" ${2:+seconds "$2"}
  printf '{"move":%s,"state":%s,"at":%s,"evidence":%s}\n' "$(json "$MOVE")" "$(json "$1")" "$(json "$(at)")" "$(json "$evidence")"
}

reopen=0
closing() {
  local code=$?
  trap - EXIT
  if declare -F kind_release >/dev/null; then kind_release >&2 || true; fi
  if [ "$reopen" -eq 1 ]; then
    say "the source is in use again, nothing was cut over" >&2
    kind_unfence >&2 || say "the source is still closed for writes: docs/runbooks/data-move-failed.md" >&2
    each_writer undo_writer >&2 || true
    target_up >&2 || true
  fi
  rm -rf "$WORK"
  exit "$code"
}
trap closing EXIT
read_key

rehearse() {
  local began=$SECONDS took
  kind_check
  kind_copy rehearsal
  kind_verify rehearsal
  kind_discard
  took=${OUTAGE_SECONDS:-$((SECONDS - began))}
  note "copied $(kind_size) in ${took}s while writing went on; the move stops writes for about that time"
  record_put rehearsal "$took"
  if [ -n "${MAX_OUTAGE:-}" ] && [ "$took" -gt "$MAX_OUTAGE" ]; then
    fail "the move would stop writes for about ${took}s, and dataMoves[$MOVE].maxOutage allows ${MAX_OUTAGE}s" \
      "raise maxOutage, or make the data smaller; nothing was stopped"
  fi
  finish rehearsed "$took"
}

move() {
  local began before
  kind_check
  reopen=1
  began=$SECONDS
  each_writer stop_writer
  kind_fence
  record_put state stopped attempt "$ATTEMPT"
  before=$(kind_mark)
  target_down
  kind_copy incoming
  kind_verify incoming
  if [ "$(kind_mark)" != "$before" ]; then
    fail "the source was written to after its writers were stopped" \
      "find who wrote (docs/runbooks/data-move-failed.md), name it in stopWrites, then run pulumi up again; the source is in use as before"
  fi
  kind_cut_over
  reopen=0
  record_put state moved attempt "$ATTEMPT" mark "$(kind_mark_target)"
  target_up
  each_writer hand_writer
  note "writes were stopped for $((SECONDS - began))s"
  finish moved "$((SECONDS - began))"
}

back() {
  if [ "$(record_get state)" = moved ] && [ "$(kind_mark_target)" != "$(record_get mark)" ]; then
    target_down
    kind_copy_back
    note "what was written in the cluster since the move was copied back"
  else
    note "nothing was written in the cluster since the move"
  fi
  kind_unfence
  each_writer undo_writer
  finish back
}

case $MODE in
  rehearsal)
    if [ "$(record_get state)" = rehearsed ] && [ "$(record_get attempt)" = "$ATTEMPT" ]; then
      evidence=$(record_get evidence)
      finish rehearsed
    else
      rehearse
    fi
    ;;
  move)
    if [ "$(record_get state)" = moved ]; then
      evidence=$(record_get evidence)
      finish moved
    else
      move
    fi
    ;;
  back) back ;;
  *) fail "MODE is $MODE" ;;
esac
