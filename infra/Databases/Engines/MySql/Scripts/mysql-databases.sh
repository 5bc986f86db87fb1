#!/usr/bin/env bash
# Creates the described databases and users of a MySQL server, and logs in as each user to verify its rights.
# DATABASES is a file with a line for each: database, user. PASSWORDS is a folder with a file for each user, ROOT_PASSWORD
# the file of root's password. No password is an argument or in the environment of any process.
set -euo pipefail
umask 077

: "${MYSQL_HOST:?}" "${DATABASES:?}" "${PASSWORDS:?}" "${ROOT_PASSWORD:?}" "${SQL:?}"
PORT=${MYSQL_PORT:-3306}
WAIT=${WAIT_SECONDS:-300}

say() { printf 'mysql-databases: %s\n' "$*"; }

# fail PROBLEM REMEDY
fail() {
  printf 'mysql-databases: failed: %s\n' "$1" >&2
  printf 'mysql-databases: to do: %s\n' "$2" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# options FILE USER PASSWORD_FILE: writes the client's option file, instead of arguments.
options() {
  local password
  [ -s "$3" ] || fail "$3 has no password of '$2'" "compare the secret with the list of databases, then run pulumi up again"
  password=$(<"$3")
  password=${password//\\/\\\\}
  printf '[client]\nhost=%s\nport=%s\nuser=%s\npassword="%s"\n' "$MYSQL_HOST" "$PORT" "$2" "${password//\"/\\\"}" >"$1"
}

# client OPTIONS ARGUMENT...: runs the statements on standard input.
client() {
  local file=$1
  shift
  mysql --defaults-file="$file" --protocol=tcp --connect-timeout=5 --batch --skip-column-names "$@" 2>"$work/error"
}

text_of() { od -An -v -tx1 | tr -d ' \n'; }

# as_text NAME: prints a statement that sets a variable of the session to standard input, which may contain any characters.
as_text() { printf "SET @%s = CONVERT(X'%s' USING utf8mb4);\n" "$1" "$(text_of)"; }

options "$work/root" root "$ROOT_PASSWORD"
began=$SECONDS
until client "$work/root" -e 'SELECT 1' >/dev/null; do
  if grep -q 'ERROR 1045' "$work/error"; then
    fail "$MYSQL_HOST rejects root's password: $(tail -n 1 "$work/error")" \
      "set the server's root password to that of the secret: docs/runbooks/mysql-recovery.md"
  fi
  if [ $((SECONDS - began)) -ge "$WAIT" ]; then
    fail "$MYSQL_HOST:$PORT does not answer within ${WAIT}s: $(tail -n 1 "$work/error")" \
      "check that the cluster is ready (kubectl get pxc -A), then run pulumi up again"
  fi
  sleep "${POLL_SECONDS:-2}"
done

count=0
while read -r database user rest || [ -n "$database" ]; do
  [ -n "$database" ] || continue
  if [ -z "$user" ] || [ -n "$rest" ]; then
    fail "the line '$database $user $rest' is not a database and a user" "correct the list $DATABASES"
  fi
  options "$work/user" "$user" "$PASSWORDS/$user"
  {
    printf '%s' "$database" | as_text database
    printf '%s' "$user" | as_text user
    printf '%s' "$(<"$PASSWORDS/$user")" | as_text password
    cat "$SQL"
  } >"$work/statements"
  client "$work/root" <"$work/statements" ||
    fail "the statements for '$database' failed: $(tail -n 1 "$work/error")" \
      "correct the cause and run pulumi up again, which may repeat the statements before the error"
  client "$work/user" --database="$database" -e 'SELECT 1' >/dev/null ||
    fail "'$user' cannot use '$database': $(tail -n 1 "$work/error")" \
      "look for another account with this name: SELECT user, host FROM mysql.user"
  say "$user can use $database"
  count=$((count + 1))
done <"$DATABASES"

say "$count databases match the description"
