#!/usr/bin/env bash
# A data move, its rehearsal, or its way back (MODE move, rehearsal, back). Each ends with a line of JSON, the record, on standard output.
# The record's state says which side is in use, and is written before what it announces:
#   none, rehearsed, open, back   the source is in use and open, the target is not
#   stopping                      the source is being closed or is closed; what fails opens it again, a run that is cut off leaves it closed
#   cutting                       kind_is_cut decides: before the cut over as stopping, after it as moved
#   moved                         the target is in use, the source stays closed; handed=1 once the writers are handed over
#   returning                     the target is being closed or is closed, and still the one to use; what fails opens it again
#   returned                      the source has everything and is the one to use, both are closed; only the source may be opened, and
#                                 after it the target with what it had before the move
# So no state has both sides in use, and every run begins with the state that the last one left. A run that lost its lock (move-lib.sh)
# changes nothing more, for another run has begun.
# A kind may set OUTAGE_SECONDS in its rehearsal, when the move itself is faster because it continues what the rehearsal copied.
: "${MODE:?}"
evidence=""
note() { evidence="$evidence${evidence:+; }$1" && say "$1"; }
at() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# finish STATE: writes the record and prints it. A state that is written already keeps its evidence.
finish() {
  if [ "$STATE" = "$1" ]; then
    evidence=$(record_get evidence)
  else
    record_put state "$1" attempt "$ATTEMPT" at "$(at)" evidence "$evidence" ${2:+seconds "$2"}
  fi
  shown "$1"
}
shown() {
  printf '{"move":%s,"state":%s,"at":%s,"evidence":%s}\n' \
    "$(json "$MOVE")" "$(json "$1")" "$(json "$(record_get at)")" "$(json "$evidence")"
}

# What the end of a run that failed undoes: reopen the source, reopen the target, throw a copy away; cutting where kind_is_cut decides.
# lent: the pods of the target may be stopped only because a volume had to be looked at, so they start again however the run ends.
reopen=0 reopen_target=0 discard=0 cutting=0 lent=0
closing() {
  local code=$? cut=0 own=0
  trap - EXIT
  # Nobody may read any more what is said here.
  trap '' PIPE HUP TERM INT
  set +e
  true >&2 || exec 2>/dev/null
  true >&1 || exec >/dev/null
  say() { printf '%s/%s: %s\n' "$NODE_NAME" "$STEP" "$*" 2>/dev/null || true; }
  if [ -e "$WORK/late" ]; then say "the time of the step is over" >&2; fi
  if [ "$code" -ne 0 ]; then end_children $$; fi
  if [ -e "$WORK/held" ]; then
    if own_move; then
      own=1
    else
      say "another run has the move, or the API server does not answer: this run changes nothing more; $RUNBOOK" >&2
      reopen=0 reopen_target=0 discard=0 lent=0
    fi
  fi
  # A volume may be in the hands of the run that has the move.
  if [ "$own" -eq 1 ]; then tried kind_release; fi
  if [ "$reopen" -eq 1 ] && [ "$cutting" -eq 1 ]; then
    (kind_is_cut) >&2
    cut=$?
    if [ "$cut" -ne 1 ]; then
      reopen=0 discard=0
      if [ "$cut" -eq 0 ]; then
        say "the target is in use, and the source stays closed: run pulumi up again, it completes the move" >&2
      else
        say "nobody can tell whether the target is in use, so the source stays closed: run pulumi up again; $RUNBOOK" >&2
      fi
    fi
  fi
  if [ "$reopen" -eq 1 ]; then open_source; fi
  if [ "$reopen_target" -eq 1 ]; then open_target; fi
  if [ "$discard" -eq 1 ]; then tried kind_discard; fi
  if [ "$lent" -eq 1 ]; then tried target_up; fi
  leave_move
  rm -rf "$WORK"
  exit "$code"
}

# tried FUNCTION ARGUMENT...: sets FAILED to the code at which the function ends. No condition may stand around it: in one, bash goes on
# behind a command that fails.
tried() {
  (
    set -e
    "$@"
  ) >&2
  FAILED=$?
}
open_source() {
  local failed=0
  tried kind_unfence
  failed=$((failed + FAILED))
  tried each_writer undo_writer
  failed=$((failed + FAILED))
  tried target_up
  if [ "$FAILED" -ne 0 ]; then say "the pods of the target are not all started again: $RUNBOOK" >&2; fi
  if [ "$failed" -eq 0 ]; then
    RECORD_SECONDS=0 tried record_put state open
    say "the source is in use again, nothing was cut over" >&2
  else
    say "the source is still closed for writes, and the target is not in use: $RUNBOOK" >&2
  fi
}
open_target() {
  local failed=0
  tried kind_reopen_target
  failed=$((failed + FAILED))
  tried target_up
  failed=$((failed + FAILED))
  tried each_writer hand_writer
  failed=$((failed + FAILED))
  if [ "$failed" -eq 0 ]; then
    RECORD_SECONDS=0 tried record_put state moved
    say "the target is in use again, nothing went back" >&2
  else
    say "the target is not wholly open, and the source is closed: $RUNBOOK" >&2
  fi
}
trap closing EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
read_key
take_move
STATE=$(record_get state)

# is_cut: whether the run that was to cut over did it. Its name of the passage counts, not this one's.
is_cut() {
  local code=0
  ATTEMPT=$(record_get attempt) || exit 1
  kind_is_cut || code=$?
  [ "$code" -le 1 ] || fail "nobody can tell whether the target was cut over" "see the lines above; $RUNBOOK"
  return "$code"
}

# refuse_unknown: a target that was cut over has data that nothing may replace, when the record is missing or says less: both are so after a
# restore of an older state of the cluster. A way back takes the marker from the target.
refuse_unknown() {
  local code=0 says="is missing"
  [ "$STATE" != back ] || return 0
  [ -z "$STATE" ] || says="says $STATE"
  lent=1
  kind_was_cut || code=$?
  case $code in
    0)
      fail "configmap $RECORD in $RECORD_NAMESPACE $says, and the target was cut over" \
        "$RUNBOOK says how to write the record again; nothing was changed"
      ;;
    1) ;;
    *)
      fail "nobody can tell whether the target was cut over" \
        "correct what the lines above say, then run pulumi up again; nothing was changed"
      ;;
  esac
}

rehearse() {
  local began=$SECONDS took
  lent=1
  kind_check
  discard=1
  kind_copy rehearsal
  kind_verify rehearsal
  kind_discard
  discard=0
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
  local began=$SECONDS before after mark
  # A run that was cut off may have left the source closed: a failure from here on opens it.
  case $STATE in stopping | cutting) reopen=1 ;; esac
  lent=1
  kind_check
  reopen=1 discard=1 lent=0
  record_put state stopping attempt "$ATTEMPT"
  each_writer stop_writer
  kind_fence
  before=$(kind_mark)
  target_down
  kind_copy incoming
  kind_verify incoming
  after=$(kind_mark)
  if [ "$after" != "$before" ]; then
    fail "the source was written to after its writers were stopped" \
      "find who wrote ($RUNBOOK), name it in stopWrites, then run pulumi up again; the source is in use as before"
  fi
  own_move || fail "the lock of the move is lost" "another run has it, or the API server is away; then run pulumi up again"
  # A run that is cut off from here on leaves its own evidence, not that of the rehearsal.
  record_put state cutting attempt "$ATTEMPT" at "$(at)" evidence "${evidence:=the copy was verified before the cut over}"
  cutting=1
  kind_cut_over
  # Without a mark the way back copies, whether anything was written or not.
  mark=$(kind_mark_target) || mark=""
  record_put state moved attempt "$ATTEMPT" at "$(at)" evidence "$evidence" mark "$mark" handed 0
  reopen=0 discard=0 cutting=0
  complete
  note "writes were stopped for $((SECONDS - began))s"
  finish moved "$((SECONDS - began))"
}

# complete: what follows the cut over, as often as it is begun.
complete() {
  local handed
  kind_release
  target_up
  handed=$(record_get handed)
  if [ "$handed" != 1 ]; then each_writer hand_writer; fi
  record_put handed 1
}

back() {
  local mark now
  if [ "$STATE" != returned ]; then
    reopen_target=1
    record_put state returning
    each_writer stop_writer
    target_down
    mark=$(record_get mark)
    now=$(kind_mark_target)
    if [ -n "$mark" ] && [ "$now" = "$mark" ]; then
      note "nothing was written in the cluster since the move"
    else
      kind_copy_back
      note "what was written in the cluster since the move was copied back"
    fi
    own_move || fail "the lock of the move is lost" "another run has it, or the API server is away; then run pulumi up again"
    record_put state returned
    reopen_target=0
  fi
  open_after_return
}
open_after_return() {
  kind_unfence
  each_writer undo_writer
  kind_release
  kind_restore_target
  target_up
  finish back
}

case $MODE:$STATE in
  rehearsal:moved | rehearsal:cutting | rehearsal:returning | rehearsal:returned | rehearsal:stopping)
    note "the move has begun already, so it is not rehearsed"
    shown "$STATE"
    ;;
  rehearsal:*)
    refuse_unknown
    rehearse
    ;;
  move:moved)
    complete
    finish moved
    ;;
  move:returning | move:returned)
    fail "the way back was begun and has not ended" "go back to the step before once more, then come again; $RUNBOOK"
    ;;
  move:cutting)
    passage=$ATTEMPT
    if is_cut; then
      evidence=$(record_get evidence)
      note "an earlier run cut over, and was cut off before it wrote that"
      record_put state moved attempt "$ATTEMPT" at "$(at)" evidence "$evidence" mark "" handed 0
      complete
      finish moved
    else
      ATTEMPT=$passage
      move
    fi
    ;;
  move:*)
    refuse_unknown
    move
    ;;
  back:moved | back:returning | back:returned) back ;;
  back:back) finish back ;;
  back:cutting)
    if is_cut; then
      back
    else
      open_after_return
    fi
    ;;
  back:stopping) open_after_return ;;
  back:*)
    refuse_unknown
    note "nothing was moved"
    finish back
    ;;
  *) fail "MODE is $MODE" ;;
esac
