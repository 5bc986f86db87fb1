# shellcheck shell=sh
# Shared by the scripts of dumps and of their restore tests. POSIX: half of them run in an image that has no bash.
# Parameters are variables and hold no secret; secrets are files, and never an argument or a variable of a process.
set -eu
umask 077

: "${STEP:?}" "${WORK:?}" "${ENGINE:?}" "${SERVER:?}" "${DATABASE:?}"
CREDENTIALS="${CREDENTIALS:-/credentials}"
RCLONE_CONF="${RCLONE_CONF:-/rclone/rclone.conf}"
NOW="${NOW:-$(date +%s)}"

say() { printf '%s %s/%s: %s\n' "$STEP" "$SERVER" "$DATABASE" "$*"; }

# fail WHAT_WAS_SEEN WHAT_TO_DO: the last lines, which Kubernetes also keeps as the pod's last words.
fail() {
  printf '%s %s/%s: failed: %s\n' "$STEP" "$SERVER" "$DATABASE" "$1" >&2
  printf '%s %s/%s: to do: %s\n' "$STEP" "$SERVER" "$DATABASE" "$2" >&2
  exit 1
}

# room: what is free where the scripts work.
room() { df -Pk "$WORK" | awk 'NR == 2 { printf "%d MiB free in the scratch space", $4 / 1024 }'; }

sha_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

stamp_of() { date -u -d "@$1" +%Y%m%dT%H%M%SZ; }

# number_of STAMP: its digits, to compare as a number.
number_of() { printf '%s' "$1" | tr -cd '0-9'; }

# dumps_of FILE: the names of complete dumps in a list of the store's files; what has no time in its name is none of them.
dumps_of() { sed -n 's/^\(.*-[0-9]\{8\}T[0-9]\{6\}Z\)\.manifest$/\1/p' "$1"; }

# value_of KEY FILE: a line of a manifest's head.
value_of() { sed -n "/^$1 /{ s///p; q; }" "$2"; }

# use_remote: rclone renews tokens in its configuration, so it gets a copy that it may write. The next container sees the
# scratch space too, but not this secret.
use_remote() {
  : "${DESTINATION:?}"
  trap 'rm -f "$WORK/.rclone.conf"' EXIT
  cat "$RCLONE_CONF" >"$WORK/.rclone.conf" || fail "rclone.conf cannot be copied ($(room))" "look at the secret with rclone's configuration, and at databases.dumps[].scratch"
}

remote() { rclone --config "$WORK/.rclone.conf" --contimeout 30s --timeout 5m --retries "${RETRIES:-3}" --low-level-retries 5 --stats 0 "$@"; }

# cleared: an empty folder for this run; a pod's second attempt finds the first one's.
cleared() {
  rm -rf "$1"
  mkdir -p "$1"
}

# tool NAME...: the first of these programs that the image has.
tool() {
  for candidate in "$@"; do
    if command -v "$candidate" >/dev/null 2>&1; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  fail "none of these is in the image: $*" "name an image that has it"
}

# postgres_counts: SQL that gives rows, checksum and name of every table. The sum of the rows' hashes does not depend on
# their order; the settings make a row's text the same wherever it is read. A row is t.*, since t may be one of its columns.
postgres_counts() {
  cat <<'SQL'
SET search_path = pg_catalog;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'iso_8601';
SET bytea_output = 'hex';
SET extra_float_digits = 1;
SET lc_monetary = 'C';
SET statement_timeout = 0;
SELECT format('SELECT count(*), coalesce(sum(hashtextextended((t.*)::text, 0)::numeric), 0), %L FROM ONLY %I.%I t', format('%I.%I', n.nspname, c.relname), n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname, c.relname \gexec
SQL
}

# postgres_roles: SQL that gives the roles that own or may use what is in the database, their groups and their members: a
# dump names them and does not make them. No password is read.
postgres_roles() {
  cat <<'SQL'
WITH RECURSIVE named(oid) AS (
  SELECT d.refobjid FROM pg_shdepend d
  WHERE d.refclassid = 'pg_authid'::regclass
    AND (d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      OR (d.classid = 'pg_database'::regclass AND d.objid = (SELECT oid FROM pg_database WHERE datname = current_database())))
  UNION
  SELECT unnest(ARRAY[m.roleid, m.member]) FROM pg_auth_members m JOIN named n ON n.oid IN (m.roleid, m.member)
), known AS (
  SELECT r.oid, r.rolname, r.rolcanlogin, r.rolcreaterole FROM pg_roles r JOIN named USING (oid)
  WHERE NOT r.rolsuper AND r.rolname !~ '^pg_'
)
SELECT 'role' AS line, rolname AS first, concat_ws(' ', CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END) AS second FROM known
UNION ALL
SELECT 'member', g.rolname, k.rolname FROM pg_auth_members m JOIN known g ON g.oid = m.roleid JOIN known k ON k.oid = m.member
ORDER BY line DESC, first, second;
SQL
}

# roles_of MANIFEST: SQL that makes the roles of a dump that are not there, without passwords.
roles_of() {
  awk -F '\t' '
    function quoted(name) { gsub(/"/, "\"\"", name); return "\"" name "\"" }
    function text(name) { gsub(/\047/, "\047\047", name); return "\047" name "\047" }
    $1 == "role" { printf "SELECT %s WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %s) \\gexec\n", text("CREATE ROLE " quoted($2) " " $3), text($2) }
    $1 == "member" { printf "GRANT %s TO %s;\n", quoted($2), quoted($3) }' "$1"
}

# mysql_counts CLIENT...: the same for MySQL and MariaDB; the client knows the server and the database.
mysql_counts() {
  tables=$("$@" -N -B -r -e "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name") || return 1
  printf '%s\n' "$tables" | while IFS= read -r table; do
    [ -n "$table" ] || continue
    # shellcheck disable=SC2016  # backquotes of SQL
    quoted=$(printf '%s' "$table" | sed 's/`/``/g')
    rows=$("$@" -N -B -e "SELECT COUNT(*) FROM \`$quoted\`") || exit 1
    sum=$("$@" -N -B -e "CHECKSUM TABLE \`$quoted\` EXTENDED") || exit 1
    printf '%s\t%s\t%s\n' "$rows" "${sum##*	}" "$table"
  done
}
