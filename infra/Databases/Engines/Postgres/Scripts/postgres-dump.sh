# shellcheck shell=bash
# PostgreSQL's functions for dump.sh and restore.sh, mounted beside them as engine.sh. Defines only variables and functions.
# shellcheck disable=SC2034,SC2154  # variables shared with those scripts

# Suffix of the dump's file. The dump is compressed.
suffix=.dump

# Signal that stops the server of a restore test at once.
stop_signal=QUIT

# counts: prints SQL that returns rows, checksum and name of every table. The sum of the rows' hashes does not depend on their order;
# the settings make a row's text the same on every server. A row is t.*, because t may be one of its columns.
counts() {
  cat <<'SQL'
SET search_path = pg_catalog;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'iso_8601';
SET bytea_output = 'hex';
SET extra_float_digits = 1;
SET lc_monetary = 'C';
SET statement_timeout = 0;
SELECT format('SELECT count(*), coalesce(sum(hashtextextended((t.*)::text, 0)::numeric), 0), %L FROM ONLY %I.%I t',
  format('%I.%I', n.nspname, c.relname), n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname, c.relname \gexec
SQL
}

# roles: prints SQL that returns the roles with ownership or rights in the database, their groups and their members: a dump names them
# but does not create them. No password is read.
roles() {
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
SELECT 'role' AS line, rolname AS first,
  concat_ws(' ', CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END) AS second
FROM known
UNION ALL
SELECT 'member', g.rolname, k.rolname FROM pg_auth_members m JOIN known g ON g.oid = m.roleid JOIN known k ON k.oid = m.member
ORDER BY line DESC, first, second;
SQL
}

# roles_of MANIFEST: prints SQL that creates the missing roles of a dump, without passwords.
roles_of() {
  awk -F '\t' '
    function quoted(name) { gsub(/"/, "\"\"", name); return "\"" name "\"" }
    function text(name) { gsub(/\047/, "\047\047", name); return "\047" name "\047" }
    $1 == "role" {
      printf "SELECT %s WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %s) \\gexec\n",
        text("CREATE ROLE " quoted($2) " " $3), text($2)
    }
    $1 == "member" { printf "GRANT %s TO %s;\n", quoted($2), quoted($3) }' "$1"
}

dump_database() {
  escaped() { printf '%s' "$1" | sed 's/[\\:]/\\&/g'; }
  printf '%s:%s:%s:%s:%s\n' "$(escaped "$host")" "$port" "$(escaped "$name")" "$(escaped "$username")" "$(escaped "$password")" >"$login"
  export PGPASSFILE="$login" PGHOST=$host PGPORT=$port PGDATABASE=$name PGUSER=$username PGCONNECT_TIMEOUT=30 PGAPPNAME=offsite-dump
  # A server on a failed node closes no connection: two minutes without an answer to keepalives end it.
  local connection='keepalives_idle=60 keepalives_interval=10 keepalives_count=6'

  # Dump and counts read the snapshot of this transaction.
  coproc SESSION { psql -d "$connection" -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -w 2>&1; }
  # shellcheck disable=SC2153  # SESSION is set by coproc
  exec {answers}<&"${SESSION[0]}" {questions}>&"${SESSION[1]}"

  ask() {
    local line
    { printf '%s\n\\echo -- answered --\n' "$1" >&"$questions"; } 2>/dev/null || true
    while IFS= read -r -u "$answers" line; do
      if [ "$line" = '-- answered --' ]; then return 0; fi
      printf '%s\n' "$line"
    done
    return 1
  }

  local unavailable="check that the server runs and the secret's user may connect, then start the job again" text snapshot version known
  text=$(ask "SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
    SELECT pg_export_snapshot();") ||
    fail "cannot connect: ${text:-the server did not answer}" "$unavailable"
  snapshot=$text
  version=$(ask "SHOW server_version;") || fail "lost the connection: $version" "$unavailable"

  if ! text=$(pg_dump -d "$connection" -w --format=custom --snapshot="$snapshot" --lock-wait-timeout=600s --file="$out/data" 2>&1); then
    fail "pg_dump failed: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(free_space))" \
      "raise databases.dumps[].scratch if space is low, or read the server's log; nothing was uploaded"
  fi
  if ! text=$(pg_restore --list "$out/data" 2>&1 >/dev/null); then
    fail "the dump cannot be read back: $text" "start the job again; if that fails too, check the disk"
  fi
  text=$(ask "$(counts)") || fail "lost the connection while counting rows: $(printf '%s' "$text" | tail -n 1)" "$unavailable"
  known=$(ask "$(roles)") || fail "lost the connection while reading roles: $(printf '%s' "$known" | tail -n 1)" "$unavailable"
  exec {questions}>&- {answers}<&-
  {
    head_of_manifest "$version" && printf '%s\n' "$known" &&
      awk -F '\t' 'NF { printf "table\t%s\t%s\t%s\n", $1, $2, $3 }' <<<"$text"
  } >"$out/.manifest" ||
    fail "cannot write the manifest ($(free_space))" "raise databases.dumps[].scratch"
}

restore_database() {
  local bin text
  # Debian has one folder of server programs for each version.
  bin=$(command -v initdb || find /usr/lib/postgresql -name initdb 2>/dev/null | sort | tail -n 1)
  [ -n "$bin" ] || fail "the image has no initdb" "use the image of the database's server for the restore test"
  bin=$(dirname "$bin")
  "$bin/initdb" -D "$scratch/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$log" 2>&1 ||
    fail "initdb failed: $(last_lines)($(free_space))" "raise databases.dumps[].scratch"
  "$bin/postgres" -D "$scratch/data" -c listen_addresses= -c "unix_socket_directories=$scratch/run" \
    -c fsync=off -c full_page_writes=off -c max_wal_size=256MB >"$log" 2>&1 &
  server=$!
  export PGHOST="$scratch/run" PGUSER=postgres PGDATABASE=postgres PGPORT=5432
  unset PGPASSFILE
  until_up psql -X -q -c 'SELECT 1'
  psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE DATABASE scratch TEMPLATE template0' >>"$log" 2>&1 ||
    fail "cannot create a scratch database: $(last_lines)" "see the lines above"
  roles_of "$got/manifest" >"$scratch/roles"
  psql -X -q -v ON_ERROR_STOP=1 -f "$scratch/roles" >>"$log" 2>&1 ||
    fail "cannot create the dump's roles: $(last_lines)" "see the lines above"
  if ! text=$(pg_restore --exit-on-error -d scratch "$got/data" 2>&1); then
    fail "pg_restore failed: $(printf '%s' "$text" | tail -n 2 | tr '\n' ' ')($(free_space))" \
      "check for extensions missing in the image and roles missing in the manifest, and check older dumps"
  fi
  counts | psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -d scratch >"$WORK/.counted" ||
    fail "cannot count the restored rows" "see the lines above"
}
