#!/usr/bin/env bash
# Fetches the plugins of a list, each at its commit. The token of private ones reaches git by askpass.sh: it is in no address, so
# neither in the repositories nor in the output.
#   plugins.sh LIST PLUGINS
set -euo pipefail

fail() {
  printf 'plugins: failed: %s\nplugins: to do: %s\n' "$1" "$2" >&2
  exit 1
}

list=$1 plugins=$2 here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
while read -r name address commit access; do
  case $name in '' | \#*) continue ;; esac
  [[ $name =~ ^[A-Za-z0-9_-]+$ && $commit =~ ^[0-9a-f]{40}$ && $access =~ ^(private)?$ ]] ||
    fail "the line of '$name' is not complete" "write: NAME ADDRESS COMMIT, and private where a token is needed"
  [[ $address =~ ^(https|file):// && $address != *@* ]] || fail "the address of '$name' is '$address'" "write one with https:// and no user"
  if [ -n "$access" ]; then
    [ -s "${TOKEN_FILE:-/run/secrets/plugin_token}" ] || fail "'$name' is private and there is no token" "build with PLUGIN_TOKEN set"
    export GIT_ASKPASS=$here/askpass.sh
  else
    unset GIT_ASKPASS
  fi
  export GIT_TERMINAL_PROMPT=0
  rm -rf "${plugins:?}/$name"
  git init -q "$plugins/$name"
  git -C "$plugins/$name" fetch -q --depth 1 "$address" "$commit" || fail "'$name' at $commit cannot be fetched" "see git's message above"
  git -C "$plugins/$name" -c advice.detachedHead=false checkout -q FETCH_HEAD
  [ "$(git -C "$plugins/$name" rev-parse HEAD)" = "$commit" ] || fail "'$name' is another commit" "write the full hash of a commit"
  echo "plugins: $name at $commit"
done <"$list"
