# shellcheck shell=bash disable=SC2034,SC2154
# A kind of data moves for the tests of the driver: a folder with one file goes to another. Who may write is said by files beside the
# folders, and the target in use is a symbolic link, which names the passage that cut it over. after and before cut a run off.
FROM=/srv/$MOVE TO=/data/$MOVE
here() { source_host "$1" </dev/null; }
kind_check() { here "test -f $FROM/data"; }
kind_size() { echo "1 file"; }
kind_fence() { here "touch $FROM.closed"; }
kind_unfence() {
  [ "$MODE" != back ] || touch "$TO.closed"
  here "rm -f $FROM.closed"
}
kind_mark() { here "sha256sum $FROM/data"; }
kind_copy() {
  rm -rf "$TO.$1" && mkdir -p "$TO.$1"
  here "tar -C $FROM -c ." | meter copied | tar -C "$TO.$1" -x
}
kind_verify() { [ "$(here "cat $FROM/data")" = "$(cat "$TO.$1/data")" ] || [ "$1" = rehearsal ] || fail "the copy differs" "copy again"; }
kind_discard() { rm -rf "$TO.rehearsal" "$TO.incoming"; }
kind_cut_over() {
  rm -rf "$TO.of-$ATTEMPT" && mv "$TO.incoming" "$TO.of-$ATTEMPT"
  ln -sfT "$TO.of-$ATTEMPT" "$TO.next" && rm -f "$TO.closed" && mv -T "$TO.next" "$TO.used"
}
kind_is_cut() { [ "$(readlink "$TO.used")" = "$TO.of-$ATTEMPT" ]; }
kind_was_cut() { [ -L "$TO.used" ] && [ ! -e "$TO.closed" ]; }
kind_mark_target() {
  [ "$MODE" != back ] || touch "$TO.closed"
  sha256sum <"$TO.used/data"
}
kind_reopen_target() { rm -f "$TO.closed"; }
kind_copy_back() { source_host "cat > $FROM.back && mv $FROM.back $FROM/data" <"$TO.used/data"; }
power_off() { kill -KILL $$; }
after() { eval "real_$(declare -f "$1")" && eval "$1() { real_$1 \"\$@\"; $2; }"; }
before() { eval "real_$(declare -f "$1")" && eval "$1() { $2; real_$1 \"\$@\"; }"; }
LOCK_SECONDS=2 RECORD_SECONDS=1 POLL_SECONDS=0.2 METER_SECONDS=1
