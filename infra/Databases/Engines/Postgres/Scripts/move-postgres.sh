#!/usr/bin/env bash
# A PostgreSQL database moves from a container to a server of CloudNativePG: the functions that move.sh calls. Behind postgres-dump.sh,
# whose
# counts and roles it uses. On both sides the client is the server's own, in its container, at its local socket, as a superuser.
# Parameters: DATABASE (name on both sides), DATABASE_USER (its owner in the cluster), EXTENSIONS (those that are described for it in the
# cluster), TARGET_NAMESPACE, TARGET_SERVER. Until the cut over the copy is DATABASE_incoming; the database that it replaces stays as
# DATABASE_before, and takes its name again after a way back, when what was moved stays as DATABASE_returned.
# shellcheck disable=SC2153,SC2154  # parameters, and variables of move-lib.sh
: "${DATABASE:?}" "${DATABASE_USER:?}" "${TARGET_NAMESPACE:?}" "${TARGET_SERVER:?}"
SOURCE_EXEC=${SOURCE_EXEC--u postgres}
INCOMING="${DATABASE:0:50}_incoming"
# A database that is not moved, for statements on those that are.
if [ "$DATABASE" = postgres ]; then ADMIN=template1; else ADMIN=postgres; fi
MARK="infra-move $STACK/$MOVE"
RUNBOOK=${RUNBOOK:-docs/runbooks/data-move-failed.md}

# label SIDE: the side in messages.
label() { if [ "$1" = source ]; then printf 'the source'; else printf 'the cluster'; fi; }

# pg SIDE WORD...: runs a program in the container of a side's server.
pg() {
  local side=$1
  shift
  if [ "$side" = source ]; then
    source_exec "$@"
  else
    [ -n "${PRIMARY:-}" ] || find_primary
    kube exec -i -n "$TARGET_NAMESPACE" "$PRIMARY" -c postgres -- "$@"
  fi
}
find_primary() {
  PRIMARY=$(kube -n "$TARGET_NAMESPACE" get pods -l "cnpg.io/cluster=$TARGET_SERVER,cnpg.io/instanceRole=primary" -o name | awk 'NR == 1')
  [ -n "$PRIMARY" ] || fail "the server $TARGET_SERVER in $TARGET_NAMESPACE has no primary" \
    "kubectl -n $TARGET_NAMESPACE get clusters.postgresql.cnpg.io $TARGET_SERVER, wait until it is ready, then run pulumi up again"
}

# connection SIDE DATABASE: the words of libpq. Settings of roles and databases that would end or change the session are overruled.
connection() {
  local name user=${SOURCE_SUPERUSER:-postgres} host=${SOURCE_SOCKET:+host=\'$SOURCE_SOCKET\'}
  [ "$1" = source ] || { user=postgres host="host='${TARGET_SOCKET:-/controller/run}'"; }
  name=$(printf '%s' "$2" | sed "s/[\\\\']/\\\\&/g")
  printf "dbname='%s' user='%s' %s connect_timeout=30 application_name=infra-move options='%s'" "$name" "$user" "$host" \
    '-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0 -c default_transaction_read_only=off'
}
PSQL=(psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -v VERBOSITY=terse)

# sql SIDE DATABASE OPTION...: runs the statements on standard input; rows are lines, fields are tabs apart.
sql() {
  local side=$1 database=$2
  shift 2
  pg "$side" "${PSQL[@]}" -v "source_owner=${SOURCE_OWNER:-}" -v "target_owner=$DATABASE_USER" -v "mark=$MARK" "$@" \
    -d "$(connection "$side" "$database")"
}

# admin SIDE OPTION...: the same in a database that is not moved.
admin() {
  local side=$1
  shift
  sql "$side" "$ADMIN" -v "db=$DATABASE" -v "incoming=$INCOMING" "$@"
}

# errors_of FILE: the errors of a program, short and without the rows of a table.
errors_of() {
  awk '!/CONTEXT:|DETAIL:|Command was:|STATEMENT:/ && length { text = text sep substr($0, 1, 300); sep = " " }
    END { print substr(text, 1, 900) }' "$1"
}

# A session in a database, for questions that need one snapshot or a database that is being closed.
session_open() {
  coproc SESSION { pg "$1" "${PSQL[@]}" -v "source_owner=${SOURCE_OWNER:-}" -v "target_owner=$DATABASE_USER" -d \
    "$(connection "$1" "$2")" 2>&1; }
  # shellcheck disable=SC2034  # set by coproc
  exec {answers}<&"${SESSION[0]}"- {questions}>&"${SESSION[1]}"-
}
session_ask() {
  local line
  { printf '%s\n\\echo -- answered --\n' "$1" >&"$questions"; } 2>/dev/null || true
  while IFS= read -r -u "$answers" line; do
    if [ "$line" = '-- answered --' ]; then return 0; fi
    printf '%s\n' "$line"
  done
  return 1
}
session_close() {
  exec {questions}>&- {answers}<&-
  wait "$SESSION_PID" 2>/dev/null || true
}

# Parts of statements. A role that owns the database is another one on each side, and superusers do not move: all of them are (owner).
# named ROLE, rights ACL, ours NAMESPACE CATALOG OBJECT, literal SETTING VALUE (some are lists of quoted names).
named() {
  cat <<SQL
(SELECT CASE WHEN r.rolsuper OR r.rolname IN (:'source_owner', :'target_owner') THEN '(owner)' ELSE r.rolname END
  FROM pg_roles r WHERE r.oid = $1)
SQL
}
rights() {
  cat <<SQL
array(SELECT DISTINCT concat(CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE $(named a.grantee) END, ' ', a.privilege_type,
    CASE WHEN a.is_grantable THEN ' with grant option' END)
  FROM aclexplode($1) a WHERE a.grantee = 0 OR $(named a.grantee) <> '(owner)' ORDER BY 1)::text
SQL
}
ours() {
  cat <<SQL
$1.nspname <> 'information_schema' AND $1.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '$2'::regclass AND e.objid = $3.oid AND e.deptype = 'e')
SQL
}
literal() {
  cat <<SQL
CASE WHEN $1 IN ('search_path', 'session_preload_libraries', 'local_preload_libraries', 'temp_tablespaces') THEN $2
  ELSE quote_literal($2) END
SQL
}
used_roles() { printf 'used(line, first, second) AS (%s)' "$(roles | sed '$ s/;$//')"; }

# settings: rows of role, name and value of the database's own settings, without those of the fence, with those that it replaced.
settings() {
  cat <<SQL
  SELECT coalesce($(named s.setrole), '') AS role, split_part(c, '=', 1) AS name, substr(c, strpos(c, '=') + 1) AS value
  FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database(), unnest(s.setconfig) c
  WHERE c NOT LIKE 'infra.fence=%' AND NOT (s.setrole = 0 AND c LIKE 'default_transaction_read_only=%'
    AND EXISTS (SELECT FROM unnest(s.setconfig) f WHERE f LIKE 'infra.fence=%'))
  UNION ALL
  SELECT '', 'default_transaction_read_only', substring(c FROM 'read_only=(.*)')
  FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database(), unnest(s.setconfig) c
  WHERE s.setrole = 0 AND c LIKE 'infra.fence=% read_only=%'
SQL
}

# sequences: the place of every sequence.
sequences() {
  cat <<SQL
SELECT format('SELECT ''sequence'', %L, concat(last_value, CASE WHEN is_called THEN '' called'' ELSE '' not called'' END) FROM %I.%I',
  format('%I.%I', n.nspname, c.relname), n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND $(ours n pg_class c) ORDER BY 1 \\gexec
SQL
}

# role_lines: the roles that the database uses, their attributes, a digest of their passwords, and their members.
role_lines() {
  cat <<SQL
WITH $(used_roles), known AS (SELECT r.* FROM pg_authid r JOIN used u ON u.line = 'role' AND u.first = r.rolname
  WHERE r.rolname NOT IN (:'source_owner', :'target_owner'))
SELECT 'role', rolname, concat_ws(' ', CASE WHEN rolcanlogin THEN 'LOGIN' END, CASE WHEN rolinherit THEN 'INHERIT' END, CASE
  WHEN rolcreatedb THEN
  'CREATEDB' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolbypassrls
    THEN 'BYPASSRLS' END, 'limit', rolconnlimit, nullif(rolvaliduntil, 'infinity'),
  (SELECT s.setconfig::text FROM pg_db_role_setting s WHERE s.setdatabase = 0 AND s.setrole = known.oid))
FROM known
UNION ALL SELECT 'password', rolname, md5(rolpassword) FROM known WHERE rolpassword IS NOT NULL
UNION ALL SELECT DISTINCT 'member', concat($(named g.oid), ' ', $(named k.oid)), 'member'
FROM used u JOIN pg_roles g ON g.rolname = u.first JOIN pg_roles k ON k.rolname = u.second WHERE u.line = 'member'
  AND $(named g.oid) <> $(named k.oid);
SQL
}

# describe: prints SQL that describes a database by lines of kind, name and value that are equal on both sides.
describe() {
  counts
  sequences
  role_lines
  cat <<SQL
SELECT 'relation', format('%I.%I', n.nspname, c.relname), concat_ws(' ', c.relkind, c.relpersistence, $(named c.relowner), c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
  CASE WHEN c.relkind IN ('v', 'm') AND :same THEN md5(pg_get_viewdef(c.oid)) END,
    $(rights "coalesce(c.relacl, acldefault(CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END::\"char\", c.relowner))"),
  (SELECT concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle) FROM pg_sequence s
    WHERE s.seqrelid = c.oid))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND $(ours n pg_class c);
SELECT 'column', format('%I.%I.%I', n.nspname, c.relname, a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull,
  a.attidentity, a.attgenerated, a.attstorage, array(SELECT o FROM unnest(a.attoptions) o
    WHERE o NOT LIKE 'pg_attver=%'), pg_get_expr(f.adbin, f.adrelid),
  (SELECT l.collname FROM pg_collation l WHERE l.oid = a.attcollation AND l.collname <> 'default'), $(rights a.attacl))
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND $(ours n pg_class c);
SELECT 'constraint', format('%s.%I', coalesce(k.conrelid::regclass::text, k.contypid::regtype::text), k.conname),
  concat_ws(' ', pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not validated' END)
FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE k.contype NOT IN ('n', 't') AND $(ours n pg_constraint k)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = k.conrelid AND e.deptype = 'e');
SELECT 'index', format('%I.%I', n.nspname, c.relname), concat(CASE WHEN NOT i.indisvalid THEN 'invalid ' END, pg_get_indexdef(c.oid))
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class t ON t.oid = i.indrelid
WHERE $(ours n pg_class t);
SELECT 'function', format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), concat_ws(' ', p.prokind,
  $(named p.proowner), (SELECT lanname FROM pg_language l WHERE l.oid = p.prolang), md5(p.prosrc), md5(pg_get_function_sqlbody(p.oid)),
    p.provolatile,
  p.proparallel, p.proisstrict, p.prosecdef, p.proconfig, pg_get_function_result(p.oid),
    $(rights "coalesce(p.proacl, acldefault('f', p.proowner))"))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE $(ours n pg_proc p);
SELECT 'trigger', format('%s.%I', t.tgrelid::regclass, t.tgname), concat(t.tgenabled, ' ', pg_get_triggerdef(t.oid))
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal
  AND $(ours n pg_class c);
SELECT 'rule', format('%I.%I.%I', schemaname, tablename, rulename), CASE WHEN :same THEN definition END FROM pg_rules
  WHERE schemaname !~ '^pg_';
SELECT 'policy', format('%s.%I', p.polrelid::regclass, p.polname), concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual,
  p.polrelid),
  pg_get_expr(p.polwithcheck, p.polrelid), array(SELECT CASE WHEN o = 0 THEN 'PUBLIC' ELSE $(named o) END
    FROM unnest(p.polroles) o ORDER BY 1))
FROM pg_policy p;
SELECT 'type', format('%I.%I', n.nspname, t.typname), concat_ws(' ', t.typtype, t.typnotnull, t.typdefault,
  CASE WHEN t.typbasetype <> 0 THEN format_type(t.typbasetype, t.typtypmod) END, $(named t.typowner),
    $(rights "coalesce(t.typacl, acldefault('T', t.typowner))"),
  array(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typcategory <> 'A' AND $(ours n pg_type t)
  AND (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_class c WHERE c.oid = t.typrelid));
SELECT 'schema', n.nspname, concat_ws(' ', $(named n.nspowner), $(rights "coalesce(n.nspacl, acldefault('n', n.nspowner))"))
FROM pg_namespace n WHERE $(ours n pg_namespace n) AND (n.nspname <> 'public' OR :same);
SELECT 'extension', e.extname, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace;
SELECT 'version of extension', extname, extversion FROM pg_extension;
SELECT 'object', concat(i.type, ' ', i.identity), 'present' FROM (
  SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict
  UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast
  UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext
  UNION ALL SELECT 'pg_event_trigger'::regclass, oid FROM pg_event_trigger UNION ALL SELECT 'pg_publication'::regclass, oid
    FROM pg_publication
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass
) o(class, oid), pg_identify_object(o.class, o.oid, 0) i
WHERE o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e');
SELECT 'default rights', concat_ws(' ', $(named d.defaclrole), n.nspname, d.defaclobjtype), $(rights d.defaclacl)
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace;
SELECT 'comment', concat(i.type, ' ', i.identity), md5(d.description) FROM pg_description d, pg_identify_object(d.classoid, d.objoid,
  d.objsubid) i
WHERE d.objoid >= 16384 AND d.classoid <> 'pg_extension'::regclass
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e');
SELECT 'large objects', 'all', concat(count(*), ', sum ', coalesce(sum(hashtextextended(concat(m.oid, $(named m.lomowner),
  $(rights "coalesce(m.lomacl, acldefault('L', m.lomowner))")), 0)::numeric), 0),
  ', sum of pages ', (SELECT coalesce(sum(hashtextextended(concat(p.loid, ' ', p.pageno, ' ', rtrim(encode(p.data, 'hex'), '0')),
    0)::numeric), 0)
    FROM pg_largeobject p WHERE rtrim(encode(p.data, 'hex'), '0') <> '')) FROM pg_largeobject_metadata m;
SELECT 'database', 'encoding', pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database();
SELECT 'database', 'rights', $(rights "coalesce(d.datacl, acldefault('d', d.datdba))") FROM pg_database d
  WHERE d.datname = current_database();
SELECT 'setting', concat_ws(' ', role, name), value FROM ($(settings)) s;
SQL
}

# described: lines of describe, in order; counts prints rows, sum and name.
described() {
  awk -F '\t' -v OFS='\t' '!NF { next } $1 ~ /^[0-9]+$/ && NF == 3 { print "table", $3, $1 " rows, sum " $2; next } { print }' \
    | LC_ALL=C sort
}

# differing FROM-FILE TO-FILE FROM TO: prints what differs, one thing a line. IGNORED is an expression of awk over kind and name.
differing() {
  awk -F '\t' -v "from=$3" -v "to=$4" -v "kept=${KEPT:-}" "
    function cut(value) { return length(value) > 240 ? substr(value, 1, 240) \"...\" : value }
    function say(kind, name, one, other) {
      if (kind == \"password\") print kind \" of \" name \" is not the one of \" from
      else print kind \" \" name \": \" cut(one) \" in \" from \", \" cut(other) \" in \" to
    }
    { kind = \$1; name = \$2; value = \$3; for (i = 4; i <= NF; i++) value = value \" \" \$i; key = kind FS name }
    ${IGNORED:-0} { next }
    NR == FNR { first[key] = value; next }
    !(key in first) { if (kind != \"member\" || name !~ / \\(owner\\)\$/) say(kind, name, \"none\", value); next }
    { if (first[key] != value) say(kind, name, first[key], value); delete first[key] }
    END { for (key in first) { split(key, part, FS); say(part[1], part[2], first[key], \"none\") } }" "$1" "$2" | LC_ALL=C sort
}

# terminate SIDE NAME [PID]: ends the sessions in a database but one, and waits for their end.
terminate() {
  admin "$1" -v "name=$2" -v "but=${3:-0}" <<'SQL' >/dev/null
SELECT set_config('infra.name', :'name', false), set_config('infra.but', :'but', false);
DO $$ BEGIN
  FOR round IN 1..200 LOOP
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_setting('infra.name')
      AND pid <> current_setting('infra.but')::int AND backend_type IN ('client backend', 'walsender', 'background worker');
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM pg_sleep(0.05), pg_stat_clear_snapshot();
  END LOOP;
  RAISE EXCEPTION 'sessions of % do not end', current_setting('infra.name');
END $$;
SQL
}

# fence SIDE, of fence_text: no role but superusers enters, and what enters only reads. What was set before is kept in the settings of the
# database, in the same transaction.
fence_text() {
  cat <<'SQL'
SELECT format('ALTER DATABASE %I SET infra.fence = %L', d.datname, concat('limit=', d.datconnlimit, ' read_only=' ||
  (SELECT substr(c, strpos(c, '=') + 1) FROM pg_db_role_setting s, unnest(s.setconfig) c
   WHERE s.setdatabase = d.oid AND s.setrole = 0 AND c LIKE 'default_transaction_read_only=%')))
FROM pg_database d WHERE d.datname = :'db' AND NOT EXISTS (
  SELECT FROM pg_db_role_setting s, unnest(s.setconfig) c WHERE s.setdatabase = d.oid AND s.setrole = 0 AND c LIKE 'infra.fence=%') \gexec
ALTER DATABASE :"db" SET default_transaction_read_only = on;
ALTER DATABASE :"db" CONNECTION LIMIT 0;
SQL
}
fence() {
  { echo 'BEGIN;' && fence_text && echo 'COMMIT;'; } | admin "$1" || return 1
  terminate "$1" "$DATABASE"
}

# unfence SIDE: the opposite; also after close. Nothing happens to a database without a fence.
unfence() {
  admin "$1" <<'SQL'
BEGIN;
SELECT format(statement, d.datname, substring(c FROM 'limit=(-?[0-9]+)'), substring(c FROM 'read_only=(.*)'))
FROM pg_database d JOIN pg_db_role_setting s ON s.setdatabase = d.oid AND s.setrole = 0, unnest(s.setconfig) c, (VALUES
  (1, 'ALTER DATABASE %1$I ALLOW_CONNECTIONS true'), (2, 'ALTER DATABASE %1$I CONNECTION LIMIT %2$s'),
  (3, 'ALTER DATABASE %1$I RESET default_transaction_read_only'), (4, 'ALTER DATABASE %1$I SET default_transaction_read_only = %3$L'),
  (5, 'ALTER DATABASE %1$I RESET infra.fence')) v(step, statement)
WHERE d.datname = :'db' AND c LIKE 'infra.fence=%' AND (step <> 4 OR c LIKE '% read_only=%') ORDER BY step \gexec
COMMIT;
SQL
}

# marks DATABASE-TEXT: SQL whose rows change with every write: rows written, of every table and catalog, places of sequences, roles and
# passwords, and the server's history. Vacuum and analyze, which write statistics alone, change none.
marks() {
  cat <<SQL
SET search_path = pg_catalog;
SELECT 'history', '', concat_ws(' ', (SELECT timeline_id FROM pg_control_checkpoint()), (SELECT stats_reset FROM pg_stat_database
  WHERE datname = current_database()));
SELECT 'rows written', t.relid::regclass, concat_ws(' ', t.n_tup_ins, t.n_tup_upd, t.n_tup_del) FROM pg_stat_all_tables t
  JOIN pg_class c ON c.oid = t.relid
WHERE NOT c.relisshared AND NOT (t.schemaname = 'pg_catalog' AND t.relname IN ('pg_statistic', 'pg_statistic_ext_data'))
  AND t.relid::regclass::text NOT LIKE 'pg_toast.pg_toast_2619' AND t.n_tup_ins + t.n_tup_upd + t.n_tup_del > 0;
SQL
  sequences
  role_lines
}

# mark SIDE: prints the digest of marks, after the end of every other session, which delivers its counts. Says what changed since the last
# one.
mark() {
  local last="$WORK/mark-$1"
  terminate "$1" "$DATABASE" >&2 || fail "the sessions of $DATABASE on $(label "$1") do not end" \
    "end them (pg_stat_activity), then run pulumi up again"
  if [ "$(sql "$1" "$DATABASE" <<<'SHOW track_counts')" != on ]; then
    fail "$(label "$1") does not count writes (track_counts is off), so a write after the stop would not be seen" \
      "ALTER SYSTEM SET track_counts = on; SELECT pg_reload_conf(); then run pulumi up again"
  fi
  marks | sql "$1" "$DATABASE" | LC_ALL=C sort >"$last.new" || fail "$(label "$1") does not answer" \
    "check that the server runs, then run pulumi up again"
  changes_of "$last" "$1"
  sha256sum <"$last" | cut -c 1-32
}
changes_of() {
  if [ -f "$1" ] && ! cmp -s "$1" "$1.new"; then
    differing "$1" "$1.new" "the mark before" "the mark now" | awk -v side="$(label "$2")" \
      'NR <= 10 { print "changed in " side ": " $0 }' >&2
  fi
  mv "$1.new" "$1"
}

# facts: version, encoding and owner of the source, once.
facts() {
  [ -z "${SOURCE_OWNER:-}" ] || return 0
  local line
  # The image makes the superuser of this name.
  # shellcheck disable=SC2016  # the container's variable
  SOURCE_SUPERUSER=$(source_exec sh -c 'printf %s "${POSTGRES_USER:-postgres}"' </dev/null) ||
    fail "no command runs in $SOURCE_CONTAINER on $SOURCE_NAME" "docker exec -u postgres $SOURCE_CONTAINER psql"
  line=$(admin source <<'SQL'
SELECT current_setting('server_version_num')::int / 10000, d.datname, pg_encoding_to_char(d.encoding), d.datcollate, r.rolname, d.oid,
  (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), pg_database_size(d.oid)
FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = :'db';
SQL
  ) || fail "the server in $SOURCE_CONTAINER on $SOURCE_NAME does not answer $SOURCE_SUPERUSER at its local socket" \
    "docker exec -u postgres $SOURCE_CONTAINER psql -U $SOURCE_SUPERUSER"
  [ -n "$line" ] || fail "$SOURCE_CONTAINER on $SOURCE_NAME has no database $DATABASE" "correct dataMoves[$MOVE].database"
  IFS=$'\t' read -r SOURCE_MAJOR _ SOURCE_ENCODING SOURCE_COLLATION SOURCE_OWNER _ super SOURCE_BYTES <<<"$line"
  [ "$super" = t ] || fail "$SOURCE_SUPERUSER is no superuser of $SOURCE_CONTAINER" \
    "ALTER ROLE ... SUPERUSER for it, or set POSTGRES_USER of the container to one"
  line=$(admin target <<'SQL'
SELECT current_setting('server_version_num')::int / 10000, coalesce(pg_encoding_to_char(d.encoding), '-'), coalesce(d.datcollate, '-'),
  (SELECT count(*) FROM pg_roles WHERE rolname = :'target_owner')
FROM (SELECT 1) one LEFT JOIN pg_database d ON d.datname = :'db';
SQL
  ) || fail "$TARGET_SERVER in $TARGET_NAMESPACE does not answer" \
    "kubectl -n $TARGET_NAMESPACE get pods -l cnpg.io/cluster=$TARGET_SERVER"
  IFS=$'\t' read -r TARGET_MAJOR TARGET_ENCODING TARGET_COLLATION line <<<"$line"
  [ "$line" = 1 ] || fail "$TARGET_SERVER has no role $DATABASE_USER" "kubectl -n $TARGET_NAMESPACE get databaseroles.postgresql.cnpg.io"
}

# room SIDE BYTES: the disk of a side's server takes that many bytes with half of it again, for indexes and the log.
room() {
  local folder free need remedy="raise the size of the volumes of $TARGET_SERVER"
  [ "$1" = target ] || remedy="free space on $SOURCE_NAME"
  folder=$(admin "$1" <<<'SHOW data_directory;')
  free=$(pg "$1" df -Pk "$folder/base" </dev/null | awk 'END { print $4 }')
  need=$(($2 * ${SPACE_PERCENT:-150} / 102400))
  [ "$free" -ge "$need" ] ||
    fail "$(label "$1") has $((free / 1024)) MiB free in $folder, and the copy needs about $((need / 1024)) MiB" \
      "$remedy, then run pulumi up again"
}

# disk_of SIDE: a sentence on a full disk, or nothing.
disk_of() {
  local folder
  folder=$(admin "$1" <<<'SHOW data_directory;' 2>/dev/null) || return 0
  pg "$1" df -Pk "$folder/base" </dev/null 2>/dev/null |
    awk -v folder="$folder" -v side="$(label "$1")" \
      'END { if ($4 * 20 < $2) printf " (the disk of %s is full: %s has %d MiB of %d free)", side, folder, $4 / 1024, $2 / 1024 }'
}

# could_copy FROM TO: what must be true of both servers before anything is stopped.
could_copy() {
  local problem from=$1 to=$2 have=$TARGET_MAJOR need=$SOURCE_MAJOR remedy="raise the image of databases.postgres $TARGET_SERVER"
  if [ "$from" = target ]; then
    have=$SOURCE_MAJOR need=$TARGET_MAJOR
    remedy="move by hand into a new container of PostgreSQL $need: $RUNBOOK"
  fi
  [ "$have" -ge "$need" ] ||
    fail "$(label "$from") runs PostgreSQL $need and $(label "$to") $have: a dump goes only to the same or a newer one" "$remedy"
  [ "$TARGET_ENCODING" = - ] || [ "$SOURCE_ENCODING" = "$TARGET_ENCODING" ] ||
    fail "the source is $SOURCE_ENCODING and the database in the cluster $TARGET_ENCODING" \
      "convert the source first (a dump into a database with ENCODING $TARGET_ENCODING)"
  sql "$from" "$DATABASE" <<'SQL' >"$WORK/needs"
SELECT 'extension', extname FROM pg_extension;
SELECT DISTINCT 'collation', c.collname FROM pg_collation c JOIN pg_attribute a ON a.attcollation = c.oid AND NOT a.attisdropped
WHERE c.collprovider = 'c' AND c.oid < 16384 AND a.attrelid >= 16384;
SELECT DISTINCT 'collation', c.collname FROM pg_collation c JOIN pg_index i ON c.oid = ANY (i.indcollation::oid[])
  WHERE c.collprovider = 'c' AND c.oid < 16384 AND i.indexrelid >= 16384;
SQL
  admin "$to" <<'SQL' >"$WORK/haves"
SELECT 'extension', name FROM pg_available_extensions UNION SELECT 'collation', collname FROM pg_collation;
SQL
  # Described extensions are made in the cluster; the source may lack them.
  if [ "$to" = target ]; then
    # shellcheck disable=SC2086  # a list of names
    [ -z "${EXTENSIONS:-}" ] || printf 'extension\t%s\n' $EXTENSIONS >>"$WORK/needs"
  else
    SKIPPED=$(awk -F '\t' -v described=" ${EXTENSIONS:-} " 'NR == FNR { have[$0] = 1; next }
      $1 == "extension" && !($0 in have) && index(described, " " $2 " ") { list = list sep $2; sep = " " }
      END { print list }' "$WORK/haves" "$WORK/needs")
    [ -z "$SKIPPED" ] || say "extensions that the source does not have are left out: $SKIPPED"
  fi
  problem=$(awk -v skipped=" ${SKIPPED:-} " 'NR == FNR { have[$0] = 1; next }
    !($0 in have) && !($1 == "extension" && index(skipped, " " $2 " ")) && !seen[$0]++ { list = list sep $1 " " $2; sep = ", " }
    END { print list }' "$WORK/haves" "$WORK/needs")
  [ -z "$problem" ] || fail "$(label "$to") lacks what the database uses: $problem" \
    "take an image that has it, for databases.postgres $TARGET_SERVER"
  problem=$(sql "$from" "$DATABASE" <<SQL
WITH $(used_roles) SELECT coalesce(string_agg(r.rolname, ', '), '') FROM pg_authid r JOIN used u ON u.line = 'role' AND u.first = r.rolname
WHERE r.rolcanlogin AND r.rolpassword LIKE 'md5%' AND r.rolname NOT IN (:'source_owner', :'target_owner');
SQL
  )
  [ "$from" != source ] || [ -z "$problem" ] || fail \
    "passwords of roles are stored as md5, which the server in the cluster refuses: $problem" \
    "set them again in the source with password_encryption = 'scram-sha-256' (\\password ROLE)"
  prepared "$from"
}
prepared() {
  [ "$(admin "$1" <<<"SELECT count(*) FROM pg_prepared_xacts WHERE database = :'db';")" = 0 ] ||
    fail "$DATABASE has prepared transactions, which could be committed later" "commit or roll them back (pg_prepared_xacts)"
}

# drop_incoming SIDE: what a run that was cut off left behind.
drop_incoming() {
  # Before it drops a database the server writes what it has in memory, which a full disk does not take; tables go without that.
  sql "$1" "$INCOMING" <<'SQL' >/dev/null 2>&1 || true
SELECT format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class WHERE relkind = 'r' AND oid >= 16384
ORDER BY pg_relation_size(oid) DESC LIMIT 50 \gexec
SQL
  admin "$1" <<<'DROP DATABASE IF EXISTS :"incoming" WITH (FORCE);' 2>"$WORK/error" ||
    fail "$INCOMING cannot be dropped: $(errors_of "$WORK/error")$(disk_of "$1")"
}

# create_incoming SIDE: in the encoding and collation of the database that it replaces; those are described, and sorting may change with
# them.
create_incoming() {
  local encoding=$TARGET_ENCODING
  [ "$encoding" != - ] || encoding=$SOURCE_ENCODING
  admin "$1" -v "encoding=$encoding" <<'SQL' 2>"$WORK/error" ||
SELECT concat(format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L CONNECTION LIMIT 0', :'incoming', :'encoding'),
  (SELECT concat(format(' LC_COLLATE %L LC_CTYPE %L', d.datcollate, d.datctype),
    CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(to_jsonb(d)->>'datlocale',
      to_jsonb(d)->>'daticulocale'))
      WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', to_jsonb(d)->>'datlocale') END)
   FROM pg_database d WHERE d.datname = :'db')) \gexec
SQL
    fail "$INCOMING cannot be created: $(errors_of "$WORK/error")$(disk_of "$1")"
}

# owner_of SIDE: the role to which the copy belongs on a side.
owner_of() { if [ "$1" = source ]; then printf '%s' "$SOURCE_OWNER"; else printf '%s' "$DATABASE_USER"; fi; }

# bring_roles FROM TO: creates the roles that the database uses, with the hashes of their passwords, settings and members. They are
# statements
# in a stream: in no argument, file, output or log. Roles that were there stay as they are, except those that a move made. Roles that own
# the
# database or are superusers do not come; those that the copy names are empty ones until it is restored.
bring_roles() {
  local from=$1 to=$2 sides
  sql "$from" "$DATABASE" -v "owner=$(owner_of "$to")" <<SQL 2>"$WORK/error-from" | sql "$to" "$ADMIN" -v \
    "name=$(owner_of "$to")" 2>"$WORK/error-to" >/dev/null || sides=("${PIPESTATUS[@]}")
SELECT 'SET log_statement = ''none''; SET log_min_error_statement = ''panic''; SET log_min_duration_statement = -1;';
SELECT 'SET log_min_duration_sample = -1; SET log_transaction_sample_rate = 0; SET client_min_messages = warning;';
SELECT 'SET pg_stat_statements.track_utility = off; SET pgaudit.log = ''none'';';
WITH named(oid) AS (SELECT d.refobjid FROM pg_shdepend d JOIN pg_database b ON b.datname = current_database() AND d.dbid = b.oid
  WHERE d.refclassid = 'pg_authid'::regclass
  UNION SELECT oid FROM pg_roles WHERE rolsuper)
SELECT format('SELECT %L WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %L) \\gexec',
  format('CREATE ROLE %1\$I NOLOGIN; COMMENT ON ROLE %1\$I IS %2\$L', r.rolname, :'mark' || ' empty'), r.rolname)
FROM pg_roles r JOIN named USING (oid) WHERE (r.rolsuper OR r.rolname IN (:'source_owner', :'target_owner')) AND r.rolname !~ '^pg_';
WITH $(used_roles), known AS (SELECT r.*, coalesce(shobj_description(r.oid, 'pg_authid') LIKE 'infra-move %', false) AS moved
  FROM pg_authid r JOIN used u ON u.line = 'role' AND u.first = r.rolname WHERE r.rolname NOT IN (:'source_owner', :'target_owner')),
change(role, step, statement) AS (
  SELECT rolname, 1, concat_ws(' ', format('ALTER ROLE %I', rolname), CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END, CASE
    WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
    CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END, CASE
      WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
    'CONNECTION LIMIT', rolconnlimit, format('VALID UNTIL %L', coalesce(rolvaliduntil::text, 'infinity')), format('PASSWORD %L',
      rolpassword))
  FROM known
  UNION ALL SELECT rolname, 2, format('ALTER ROLE %I RESET ALL', rolname) FROM known
  UNION ALL SELECT k.rolname, 3, format('ALTER ROLE %I SET %I = %s', k.rolname, split_part(c, '=', 1),
    $(literal "split_part(c, '=', 1)" "substr(c, strpos(c, '=') + 1)"))
  FROM known k JOIN pg_db_role_setting s ON s.setrole = k.oid AND s.setdatabase = 0, unnest(s.setconfig) c
)
SELECT line FROM (
  SELECT k.rolname AS role, 0 AS step, format('SELECT %L WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %L) \\gexec',
    format('CREATE ROLE %1\$I; COMMENT ON ROLE %1\$I IS %2\$L', k.rolname, :'mark'), k.rolname) AS line FROM known k
  UNION ALL SELECT c.role, c.step,
    format('SELECT %L WHERE %L OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = %L
      AND shobj_description(r.oid, ''pg_authid'') LIKE ''infra-move %%'') \\gexec',
    c.statement, k.moved, c.role) FROM change c JOIN known k ON k.rolname = c.role
  UNION ALL SELECT k.rolname, 4,
    format('SELECT format(''GRANT %%I TO %%I WITH ADMIN TRUE, INHERIT FALSE, SET FALSE'', %L, o.rolname) FROM pg_roles o
      WHERE o.rolname = :''name'' AND o.rolcreaterole AND NOT o.rolsuper
        AND current_setting(''server_version_num'')::int >= 160000 \\gexec',
      k.rolname) FROM known k
) all_lines ORDER BY step, role;
WITH $(used_roles), edge AS (SELECT DISTINCT CASE WHEN g.rolname IN (:'source_owner', :'target_owner') THEN :'owner'
  ELSE g.rolname END AS grp,
  CASE WHEN k.rolname IN (:'source_owner', :'target_owner') THEN :'owner' ELSE k.rolname END AS mem, m.admin_option,
  to_jsonb(m)->>'inherit_option' AS inherits, to_jsonb(m)->>'set_option' AS sets
  FROM used u JOIN pg_roles g ON g.rolname = u.first JOIN pg_roles k ON k.rolname = u.second JOIN pg_auth_members m ON m.roleid = g.oid
    AND m.member = k.oid
  WHERE u.line = 'member' AND NOT g.rolsuper AND NOT k.rolsuper)
SELECT format('GRANT %I TO %I%s;', grp, mem, CASE WHEN inherits IS NOT NULL
  THEN format(' WITH ADMIN %s, INHERIT %s, SET %s', admin_option, inherits, sets) WHEN admin_option THEN ' WITH ADMIN OPTION' END)
FROM edge WHERE grp <> mem;
SQL
  [ -z "${sides:-}" ] || fail \
    "the roles of $DATABASE cannot be brought to $(label "$to"): $(errors_of "$WORK/error-from") $(errors_of "$WORK/error-to")"
}

# adopt SIDE: what belongs to a superuser or to the owner on the other side belongs to the owner on this side, extensions excepted.
adopt() {
  sql "$1" "$INCOMING" -v "owner=$(owner_of "$1")" -v "incoming=$INCOMING" <<'SQL' >/dev/null 2>"$WORK/error" || fail \
    "the copy cannot be given to $(owner_of "$1"): $(errors_of "$WORK/error")"
SET client_min_messages = warning;
SET search_path = pg_catalog;
ALTER DATABASE :"incoming" OWNER TO :"owner";
WITH mapped AS (SELECT oid FROM pg_roles WHERE (rolsuper OR rolname IN (:'source_owner', :'target_owner'))
  AND rolname <> :'owner'), owned(class, oid) AS (
  SELECT 'pg_class'::regclass, c.oid FROM pg_class c JOIN mapped m ON m.oid = c.relowner WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'a')
      AND c.relkind = 'S')
  UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p JOIN mapped m ON m.oid = p.proowner
  UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN mapped m ON m.oid = t.typowner WHERE t.typcategory <> 'A'
    AND t.typtype <> 'm'
    AND (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_class c WHERE c.oid = t.typrelid))
  UNION ALL SELECT 'pg_namespace'::regclass, n.oid FROM pg_namespace n JOIN mapped m ON m.oid = n.nspowner WHERE n.nspname !~ '^pg_'
  UNION ALL SELECT 'pg_collation'::regclass, x.oid FROM pg_collation x JOIN mapped m ON m.oid = x.collowner
  UNION ALL SELECT 'pg_conversion'::regclass, x.oid FROM pg_conversion x JOIN mapped m ON m.oid = x.conowner
  UNION ALL SELECT 'pg_operator'::regclass, x.oid FROM pg_operator x JOIN mapped m ON m.oid = x.oprowner
  UNION ALL SELECT 'pg_opclass'::regclass, x.oid FROM pg_opclass x JOIN mapped m ON m.oid = x.opcowner
  UNION ALL SELECT 'pg_opfamily'::regclass, x.oid FROM pg_opfamily x JOIN mapped m ON m.oid = x.opfowner
  UNION ALL SELECT 'pg_ts_dict'::regclass, x.oid FROM pg_ts_dict x JOIN mapped m ON m.oid = x.dictowner
  UNION ALL SELECT 'pg_ts_config'::regclass, x.oid FROM pg_ts_config x JOIN mapped m ON m.oid = x.cfgowner
  UNION ALL SELECT 'pg_statistic_ext'::regclass, x.oid FROM pg_statistic_ext x JOIN mapped m ON m.oid = x.stxowner
  UNION ALL SELECT 'pg_foreign_server'::regclass, x.oid FROM pg_foreign_server x JOIN mapped m ON m.oid = x.srvowner
  UNION ALL SELECT 'pg_largeobject'::regclass, x.oid FROM pg_largeobject_metadata x JOIN mapped m ON m.oid = x.lomowner)
SELECT format('ALTER %s %s OWNER TO %I', CASE i.type WHEN 'statistics object' THEN 'statistics' ELSE i.type END, i.identity, :'owner')
FROM owned o, pg_identify_object(o.class, o.oid, 0) i
WHERE (o.oid >= 16384 OR i.identity = 'public') AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid
  AND e.deptype = 'e') \gexec
SELECT format('REASSIGN OWNED BY %1$I TO %2$I; DROP OWNED BY %1$I; DROP ROLE %1$I', rolname, :'owner') FROM pg_roles
WHERE shobj_description(oid, 'pg_authid') = :'mark' || ' empty' \gexec
SQL
}

# bring_settings FROM TO: settings and rights of the database itself, which are in no dump.
bring_settings() {
  sql "$1" "$DATABASE" -v "incoming=$INCOMING" -v "owner=$(owner_of "$2")" <<SQL >"$WORK/settings"
SET search_path = pg_catalog;
SELECT CASE WHEN role = '' THEN format('ALTER DATABASE %I SET %I = %s;', :'incoming', name, $(literal name value))
  ELSE format('ALTER ROLE %I IN DATABASE %I SET %I = %s;', CASE role WHEN '(owner)' THEN :'owner'
    ELSE role END, :'incoming', name, $(literal name value)) END
FROM ($(settings)) s;
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC;', :'incoming') FROM pg_database WHERE datname = current_database()
  AND datacl IS NOT NULL;
SELECT DISTINCT format('GRANT %s ON DATABASE %I TO %s%s;', a.privilege_type, :'incoming', CASE WHEN a.grantee = 0 THEN 'PUBLIC'
  ELSE quote_ident($(named a.grantee)) END,
  CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END)
FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = current_database() AND (a.grantee = 0 OR $(named a.grantee) <> '(owner)');
SQL
  admin "$2" <"$WORK/settings" >/dev/null 2>"$WORK/error" || fail \
    "settings of the database cannot be brought to $(label "$2"): $(errors_of "$WORK/error")"
}

# transfer FROM TO [SNAPSHOT]: a fresh copy of the database, in one stream.
transfer() {
  local from=$1 to=$2 codes="" errors size only=()
  size=$(admin "$from" <<<"SELECT pg_size_pretty(pg_database_size(:'db'));")
  if [ -n "${SKIPPED:-}" ]; then
    mapfile -t only < <(awk -F '\t' -v skipped=" $SKIPPED " \
      '$1 == "extension" && !index(skipped, " " $2 " ") { print "--extension=" $2 }' "$WORK/needs")
    # With a choice of extensions, large objects come only when they are named.
    only+=(--blobs)
  fi
  drop_incoming "$to"
  create_incoming "$to"
  bring_roles "$from" "$to"
  pg "$from" pg_dump -Fc -Z "${COMPRESSION:-1}" --lock-wait-timeout=60s ${3:+"--snapshot=$3"} \
    ${only[@]+"${only[@]}"} -d "$(connection "$from" "$DATABASE")" </dev/null 2>"$WORK/error-from" |
    meter "compressed copy of $DATABASE ($size) to $(label "$to")" |
    pg "$to" pg_restore --exit-on-error --no-tablespaces -d "$(connection "$to" "$INCOMING")" 2>"$WORK/error-to" \
      || codes="${PIPESTATUS[*]}"
  if [ -n "$codes" ]; then
    errors="$(errors_of "$WORK/error-from") $(errors_of "$WORK/error-to")$(disk_of "$to")"
    fail "the copy broke off (dump, stream, restore: $codes): $errors" \
      "read the errors above; $(label "$from") is unchanged; mend it, then run pulumi up again"
  fi
  adopt "$to"
  bring_settings "$from" "$to"
  sql "$to" "$INCOMING" <<<'ANALYZE;' 2>"$WORK/error" || fail "the copy cannot be analyzed: $(errors_of "$WORK/error")$(disk_of "$to")"
}

# compare FROM TO: the description of the copy against that of the database, in FROM's file.
compare() {
  local from=$1 to=$2 found kept ignored
  describe | sql "$to" "$INCOMING" -v "same=$same" 2>"$WORK/error" | described >"$WORK/described-$to" ||
    fail "the copy cannot be described: $(errors_of "$WORK/error")" "run pulumi up again"
  # Roles that were there before keep what they have; an index that the database cannot use is in no dump.
  kept=$(admin "$to" <<'SQL'
SELECT coalesce(string_agg(rolname, '|'), '') FROM pg_roles WHERE coalesce(shobj_description(oid, 'pg_authid'), '') NOT LIKE 'infra-move %';
SQL
  )
  ignored='kind == "version of extension" || (kind == "role" || kind == "password") && index("|" kept "|", "|" name "|")'
  ignored="$ignored || kind == \"index\" && NR == FNR && value ~ /^invalid /"
  ignored="$ignored || kind == \"extension\" && index(\" ${SKIPPED:-} \", \" \" name \" \")"
  [ "${3:-}" != rehearsal ] || ignored="$ignored || kind == \"sequence\""
  found=$(IGNORED="$ignored" KEPT="$kept" differing "$WORK/described-$from" "$WORK/described-$to" "$(label "$from")" "$(label "$to")")
  if [ -n "$found" ]; then
    while IFS= read -r line; do say "$line" >&2; done < <(awk 'NR <= 50' <<<"$found")
    found=$(awk 'NR <= 3 { text = text sep $0; sep = "; " } END { print text (NR > 3 ? "; and " NR - 3 " more" : "") }' <<<"$found")
    fail "the copy is not the source: $found" "read what differs, above, and $RUNBOOK; nothing was cut over"
  fi
  awk -F '\t' '$1 == "version of extension"' "$WORK/described-$from" >"$WORK/versions-from"
  awk -F '\t' '$1 == "version of extension"' "$WORK/described-$to" >"$WORK/versions-to"
  while IFS= read -r line; do say "$line"; done < <(differing "$WORK/versions-from" "$WORK/versions-to" "$(label "$from")" \
    "$(label "$to")")
  say "$(awk -F '\t' '$1 == "table" { tables++; rows += $3 } $1 == "sequence" { sequences++ } $1 == "role" { roles++ }
    END { printf "equal: %d lines of description, %d tables with %d rows, %d sequences, %d roles", NR, tables, rows, sequences, roles \
      }' "$WORK/described-$to")"
}

# swap FROM TO MARKER [FENCE]: in one transaction the copy takes the name of the database, which stays as NAME_before, or NAME_before_2 and
# so
# on. With FENCE it is closed for writes, as the one that it replaces.
swap() {
  local from=$1 to=$2 marker=$3 text="" round limit comment
  [ -z "${4:-}" ] || text=$(fence_text)
  limit=$(admin "$from" <<'SQL'
SELECT coalesce((SELECT substring(c FROM 'limit=(-?[0-9]+)') FROM pg_db_role_setting s, unnest(s.setconfig) c
  WHERE s.setdatabase = d.oid AND s.setrole = 0 AND c LIKE 'infra.fence=%'), d.datconnlimit::text) FROM pg_database d
    WHERE d.datname = :'db';
SQL
  )
  comment=$(admin "$from" <<'SQL'
SELECT regexp_replace(coalesce(shobj_description(oid, 'pg_database'), ''), E'\n?infra-move [^\n]*', '', 'g')
FROM pg_database WHERE datname = :'db';
SQL
  )
  for round in 1 2 3; do
    terminate "$to" "$DATABASE"
    terminate "$to" "$INCOMING"
    if admin "$to" -v "limit=$limit" -v "comment=${comment:+$comment$'\n'}$marker" -v "name=$DATABASE" -v \
      "base=${DATABASE:0:50}" -v "tie=infra-before ${marker#infra-move }" <<SQL >"$WORK/kept" 2>"$WORK/error"
CHECKPOINT;
SELECT concat(:'base', '_before', CASE WHEN n > 1 THEN concat('_', n) END) AS before, EXISTS (SELECT FROM pg_database
  WHERE datname = :'db') AS replaces
FROM generate_series(1, 99) n WHERE concat(:'base', '_before', CASE WHEN n > 1 THEN concat('_', n) END) NOT IN (SELECT datname
  FROM pg_database) ORDER BY n LIMIT 1 \\gset
BEGIN;
\\if :replaces
ALTER DATABASE :"db" RENAME TO :"before";
SELECT format('COMMENT ON DATABASE %I IS %L', datname, concat_ws(E'\n', shobj_description(oid, 'pg_database'), :'tie'))
FROM pg_database WHERE datname = :'before' \\gexec
\\endif
ALTER DATABASE :"incoming" RENAME TO :"db";
ALTER DATABASE :"db" CONNECTION LIMIT :limit;
COMMENT ON DATABASE :"db" IS :'comment';
$text
COMMIT;
\\if :replaces
SELECT format('%s (%s)', datname, pg_size_pretty(pg_database_size(oid))) FROM pg_database WHERE datname = :'before';
\\endif
SQL
    then
      [ ! -s "$WORK/kept" ] || say "what was $DATABASE in $(label "$to") stays as $(cat "$WORK/kept"): drop it when it is needed no more"
      return 0
    fi
    # The answer may be lost after the commit.
    if [ "$(marker_of "$to")" = "$marker" ]; then return 0; fi
    say "attempt $round to give the copy its name: $(errors_of "$WORK/error")" >&2
  done
  fail "the copy cannot take the name $DATABASE: $(errors_of "$WORK/error")" \
    "end the sessions in it, then run pulumi up again; nothing was cut over"
}

# marker_of SIDE: the line that a cut over left on the database.
marker_of() {
  admin "$1" <<'SQL'
SELECT coalesce(substring(shobj_description(oid, 'pg_database') FROM E'infra-move [^\n]*'), '') FROM pg_database WHERE datname = :'db';
SQL
}
unmark() {
  admin "$1" <<'SQL'
SELECT format('COMMENT ON DATABASE %I IS %L', datname, nullif(regexp_replace(shobj_description(oid, 'pg_database'),
  E'\n?infra-move [^\n]*', '', 'g'), ''))
FROM pg_database WHERE datname = :'db' AND shobj_description(oid, 'pg_database') LIKE '%infra-move %' \gexec
SQL
}

# closed SIDE MARK: nobody enters the database any more, and what was written until then is what the mark says.
closed() {
  local pid now
  session_open "$1" "$DATABASE"
  pid=$(session_ask 'SELECT pg_backend_pid();') || fail "$(label "$1") does not answer: $pid" "run pulumi up again"
  admin "$1" <<<'ALTER DATABASE :"db" ALLOW_CONNECTIONS false;' || fail "$DATABASE on $(label "$1") cannot be closed" \
    "run pulumi up again"
  terminate "$1" "$DATABASE" "$pid"
  now=$(session_ask "$(marks)") || fail "$(label "$1") does not answer" "run pulumi up again"
  session_close
  LC_ALL=C sort <<<"$now" >"$WORK/mark-$1.new"
  now=$(sha256sum <"$WORK/mark-$1.new" | cut -c 1-32)
  changes_of "$WORK/mark-$1" "$1"
  [ "$now" = "$2" ] || fail "$(label "$1") was written to until it was closed" \
    "find who wrote ($RUNBOOK), name it in stopWrites, then run pulumi up again"
}

kind_check() {
  facts
  # A run that was cut off may have closed the source wholly; the fence stays.
  admin source <<'SQL'
SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS true', datname) FROM pg_database WHERE datname = :'db' AND NOT datallowconn \gexec
SQL
  could_copy source target
  drop_incoming target
  room target "$SOURCE_BYTES"
  [ "$TARGET_COLLATION" = - ] || [ "$TARGET_COLLATION" = "$SOURCE_COLLATION" ] ||
    say "texts are sorted by $SOURCE_COLLATION in the source and by $TARGET_COLLATION in the cluster; indexes are built anew"
  [ "$SOURCE_MAJOR" -ge "$TARGET_MAJOR" ] ||
    say "PostgreSQL $SOURCE_MAJOR in Docker takes no dump of $TARGET_MAJOR: after writes in the cluster the way back is by hand ($RUNBOOK)"
}
kind_size() {
  facts
  admin source <<<"SELECT pg_size_pretty(pg_database_size(:'db'));"
}
kind_fence() {
  facts
  fence source || fail "$DATABASE on $SOURCE_NAME cannot be closed for writes" "docker logs $SOURCE_CONTAINER"
  prepared source
}

# On the way back the database in the cluster is closed before the source is opened; in a move the driver asks kind_is_cut.
kind_unfence() {
  facts
  if [ "$MODE" = back ] && kind_was_cut; then
    close_target
  fi
  unfence source
  unmark source
}
kind_mark() {
  facts
  mark source
}
kind_copy() {
  facts
  local snapshot=""
  same=$([ "$SOURCE_MAJOR" = "$TARGET_MAJOR" ] && echo true || echo false)
  if [ "$1" = rehearsal ]; then
    # Dump and description read the snapshot of this session, while writing goes on.
    session_open source "$DATABASE"
    snapshot=$(session_ask "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();") ||
      fail "the source does not answer: $snapshot" "run pulumi up again"
    transfer source target "$snapshot"
    session_ask "\\set same $same
$(describe)" >"$WORK/rehearsed" || fail "the source does not answer: $(awk 'END { print }' "$WORK/rehearsed")" "run pulumi up again"
    session_close
    described <"$WORK/rehearsed" >"$WORK/described-source"
  else
    transfer source target
  fi
}
kind_verify() {
  facts
  if [ "$1" != rehearsal ]; then
    describe | sql source "$DATABASE" -v "same=$same" 2>"$WORK/error" | described >"$WORK/described-source" ||
      fail "the source cannot be described: $(errors_of "$WORK/error")" "run pulumi up again"
  fi
  compare source target "$1"
}

# Roles that a move made and nothing uses go with the copy.
kind_discard() {
  drop_incoming target
  admin target <<'SQL' >/dev/null 2>&1 || true
\set ON_ERROR_STOP 0
SELECT format('DROP ROLE %I', r.rolname) FROM pg_roles r WHERE shobj_description(r.oid, 'pg_authid') LIKE :'mark' || '%'
  AND NOT EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid) \gexec
SQL
}
kind_cut_over() {
  facts
  # The operator looks at an object that it applied no more, and would not make them in a database of the same name.
  # shellcheck disable=SC2086  # a list of names
  [ -z "${EXTENSIONS:-}" ] || printf 'CREATE EXTENSION IF NOT EXISTS "%s";\n' $EXTENSIONS | sql target "$INCOMING" 2>"$WORK/error" ||
    fail "the described extensions cannot be made: $(errors_of "$WORK/error")" \
      "take an image that has them, for databases.postgres $TARGET_SERVER"
  closed source "$(sha256sum <"$WORK/mark-source" | cut -c 1-32)"
  swap source target "$MARK $ATTEMPT $(date -u +%Y-%m-%dT%H:%M:%SZ)"
}
kind_is_cut() {
  local marker
  marker=$(marker_of target) || return 2
  case $marker in "$MARK $ATTEMPT "*) return 0 ;; *) return 1 ;; esac
}
kind_was_cut() {
  local marker
  marker=$(marker_of target) ||
    fail "$TARGET_SERVER in $TARGET_NAMESPACE does not answer" "kubectl -n $TARGET_NAMESPACE get pods, then run pulumi up again"
  case $marker in "$MARK "*) return 0 ;; *) return 1 ;; esac
}

# On the way back the database in the cluster is closed for writes before the question whether it was written to.
kind_mark_target() {
  facts
  [ "$MODE" != back ] || close_target >&2
  mark target
}
close_target() {
  fence target || fail "$DATABASE in the cluster cannot be closed for writes" "kubectl -n $TARGET_NAMESPACE get pods"
}
kind_reopen_target() {
  facts
  unfence target
}

# The copy back takes the place of the source while both are closed; kind_unfence opens it.
kind_copy_back() {
  facts
  could_copy target source
  room source "$(admin target <<<"SELECT pg_database_size(:'db');")"
  same=$([ "$SOURCE_MAJOR" = "$TARGET_MAJOR" ] && echo true || echo false)
  transfer target source
  describe | sql target "$DATABASE" -v "same=$same" 2>"$WORK/error" | described >"$WORK/described-target" ||
    fail "the database in the cluster cannot be described: $(errors_of "$WORK/error")" "run pulumi up again"
  compare target source
  swap target source "$MARK back" fence
}

# After a way back, with the source open: in one transaction the database that the move replaced has its name again, open as it was. Where
# it was dropped since, or none was there, that is an empty one.
kind_restore_target() {
  facts
  local marker other comment
  marker=$(marker_of target)
  case $marker in "$MARK "*) ;; *) return 0 ;; esac
  other=$(admin target -v "tie=infra-before ${marker#infra-move }" <<'SQL'
SELECT datname FROM pg_database WHERE :'tie' = ANY (string_to_array(shobj_description(oid, 'pg_database'), E'\n'));
SQL
  )
  if [ -z "$other" ]; then
    other=$INCOMING
    drop_incoming target
    create_incoming target
    admin target <<<'ALTER DATABASE :"incoming" OWNER TO :"target_owner"; ALTER DATABASE :"incoming" CONNECTION LIMIT -1;'
    # shellcheck disable=SC2086  # a list of names
    [ -z "${EXTENSIONS:-}" ] || printf 'CREATE EXTENSION IF NOT EXISTS "%s";\n' $EXTENSIONS | sql target "$INCOMING"
  fi
  comment=$(admin target -v "other=$other" <<'SQL'
SELECT regexp_replace(coalesce(shobj_description(oid, 'pg_database'), ''), E'\n?infra-(move|before) [^\n]*', '', 'g')
FROM pg_database WHERE datname = :'other';
SQL
  )
  terminate target "$DATABASE"
  terminate target "$other"
  rename_back "$other" "$comment" >"$WORK/kept" 2>"$WORK/error" || [ "$(marker_of target)" != "$marker" ] ||
    fail "$DATABASE in the cluster cannot be what it was before the move: $(errors_of "$WORK/error")" \
      "end the sessions in it, then run pulumi up again; $SOURCE_NAME is in use"
  say "$DATABASE in the cluster is again what it was before the move; what was moved stays as $(cat "$WORK/kept"): \
drop it when it is needed no more"
}
rename_back() {
  admin target -v "other=$1" -v "comment=$2" -v "base=${DATABASE:0:50}" <<'SQL'
CHECKPOINT;
SELECT concat(:'base', '_returned', CASE WHEN n > 1 THEN concat('_', n) END) AS returned
FROM generate_series(1, 99) n WHERE concat(:'base', '_returned', CASE WHEN n > 1 THEN concat('_', n) END) NOT IN (SELECT datname
  FROM pg_database) ORDER BY n LIMIT 1 \gset
BEGIN;
SELECT format('COMMENT ON DATABASE %I IS %L', datname, nullif(regexp_replace(shobj_description(oid, 'pg_database'),
  E'\n?infra-move [^\n]*', '', 'g'), ''))
FROM pg_database WHERE datname = :'db' \gexec
ALTER DATABASE :"db" RENAME TO :"returned";
ALTER DATABASE :"other" RENAME TO :"db";
COMMENT ON DATABASE :"db" IS :'comment';
COMMIT;
\echo :returned
SQL
}
