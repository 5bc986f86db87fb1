#!/usr/bin/env bash
# Functions of a data move of one schema from MySQL or MariaDB in a container to a MySQL cluster of Percona's operator, and back. The copy
# is loaded into DATABASE_incoming and verified there. One RENAME TABLE, which the server does as a whole, then brings the former tables to
# DATABASE_before and the copies in their place. Views, routines, triggers and events cannot be renamed: they are created before and after
# it, while the accounts of the schema are locked. Each server keeps in the schema infra_moves what a run that was cut off did there. After
# a way back the tables of DATABASE_before have their place in the cluster again, and those that were moved stay in DATABASE_returned.
# Parameters beside those of every move: TARGET_SERVER, TARGET_NAMESPACE, DATABASE, DATABASE_USER.
# shellcheck disable=SC2016  # backquotes of SQL, and shell that runs in a container
: "${TARGET_SERVER:?}" "${TARGET_NAMESPACE:?}" "${DATABASE:?}" "${DATABASE_USER:?}"
INCOMING="${DATABASE}_incoming"
BEFORE="${DATABASE}_before"
RETURNED="${DATABASE}_returned"
SYSTEM=infra_moves
KEY="$STACK/$MOVE"
MARKER=infra_swapped
SESSION="SET NAMES utf8mb4; SET SESSION time_zone = '+00:00', sql_mode = '', group_concat_max_len = 67108864;
/*!80000 SET SESSION information_schema_stats_expiry = 0 */;"
CUT_BEGAN=0
# Accounts that write to all schemas.
EVERYWHERE="SELECT GRANTEE FROM information_schema.USER_PRIVILEGES
  WHERE PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'SUPER')"

# Runs in the container: a program, by its name at MariaDB or MySQL, as root. The password is in the environment of that process alone: from
# the operator's secret, which is current after a rotation, or from what the image was started with.
INSIDE='set -eu
for file in /etc/mysql/mysql-users-secret/root "${MARIADB_ROOT_PASSWORD_FILE:-}" "${MYSQL_ROOT_PASSWORD_FILE:-}"; do
  if [ -n "$file" ] && [ -r "$file" ]; then MYSQL_PWD=$(cat "$file"); break; fi
done
[ -n "${MYSQL_PWD:-}" ] || MYSQL_PWD=${MARIADB_ROOT_PASSWORD:-${MYSQL_ROOT_PASSWORD:-}}
export MYSQL_PWD
program=$(command -v "$1" || command -v "$2")
shift 2
exec "$program" --user=root --default-character-set=utf8mb4 "$@"'

# SQL: a name or text of SQL (an expression) as a quoted identifier, and a text of this script as a string.
tick() { printf "CONCAT('\`', REPLACE(%s, '\`', '\`\`'), '\`')" "$1"; }
string() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\'\'}"
}

place() { if [ "$1" = source ]; then printf '%s' "$SOURCE_NAME"; else printf 'the cluster'; fi; }
other() { if [ "$1" = source ]; then printf target; else printf source; fi; }

# members: the members of the cluster that have all data, the one that the proxies write to first.
members() {
  kube -n "$TARGET_NAMESPACE" get pods -l "app.kubernetes.io/instance=$TARGET_SERVER,app.kubernetes.io/component=pxc" \
    -o 'jsonpath={range .items[*]}{.metadata.name}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' |
    awk '$2 == "True" { print $1 }' | sort -V
}

find_member() {
  [ -n "${TARGET_POD:-}" ] || TARGET_POD=$(members | awk 'NR == 1') || return 1
  [ -n "$TARGET_POD" ] || say "no member of the MySQL cluster $TARGET_SERVER in $TARGET_NAMESPACE is ready" >&2
  [ -n "$TARGET_POD" ]
}

# inside SIDE WORD...: runs a command in the container of the source or of a member.
inside() {
  local side=$1
  shift
  if [ "$side" = source ]; then
    source_exec "$@"
  else
    find_member && kube -n "$TARGET_NAMESPACE" exec -i "$TARGET_POD" -c pxc -- "$@"
  fi
}
client() { inside "$1" sh -c "$INSIDE" sh mariadb mysql --max-allowed-packet=1G "${@:2}"; }
dumper() { inside "$1" sh -c "$INSIDE" sh mariadb-dump mysqldump "${@:2}"; }

# sql SIDE [OPTION]...: runs the statements on standard input with fixed settings of the session; prints one line per row.
sql() {
  local errors="$WORK/errors-$1"
  { printf '%s\n' "$SESSION" && cat; } | client "$1" --batch --skip-column-names --comments "${@:2}" 2>"$errors" && return 0
  say "$(place "$1"): $(tail -n 2 "$errors" | tr '\n' ' ')" >&2
  return 1
}
ask() { sql "$1" --raw <<<"$2"; }

# written SIDE QUERY [OPTION]...: runs the statements that a query returns as rows.
written() {
  local statements
  statements=$(ask "$1" "$2") || return 1
  [ -z "$statements" ] || sql "$1" "${@:3}" <<<"$statements" >/dev/null
}

is_maria() { [ "$(ask "$1" "SELECT @@version LIKE '%MariaDB%'")" = 1 ]; }

ready() {
  ask "$1" "CREATE DATABASE IF NOT EXISTS $SYSTEM CHARACTER SET utf8mb4;
    CREATE TABLE IF NOT EXISTS $SYSTEM.moves (move varchar(190) PRIMARY KEY, stage varchar(20), note longtext) ENGINE=InnoDB;
    CREATE TABLE IF NOT EXISTS $SYSTEM.closed (move varchar(190), kind varchar(10), name varchar(300), PRIMARY KEY (move, kind, name))
      ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    CREATE TABLE IF NOT EXISTS $SYSTEM.objects (move varchar(190) PRIMARY KEY, body longtext) ENGINE=InnoDB"
}

# stage SIDE: the stage of this move on a server: none, swapping, restoring, or the last one, cut or back. Nothing if the server does not
# answer.
stage() {
  local kept
  kept=$(ask "$1" "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '$SYSTEM' AND TABLE_NAME = 'moves'") || return 1
  if [ "$kept" = 0 ]; then
    echo none
  else
    ask "$1" "SELECT COALESCE(MAX(stage), 'none') FROM $SYSTEM.moves WHERE move = $(string "$KEY")"
  fi
}
set_stage() {
  ask "$1" "REPLACE INTO $SYSTEM.moves VALUES ($(string "$KEY"), $(string "$2"), $(string "${3:-}"))"
}

# Accounts with rights in the schema, directly or by a role. Those with rights in all schemas too, on the source: in the cluster these are
# the operator's. Never the one that this script uses, those of the server itself, and those that somebody else than a move locked.
accounts() {
  local side=$1 name roles locked global="" named="CONCAT(QUOTE(u.User), '@', QUOTE(u.Host))"
  name=$(string "$DATABASE")
  if is_maria "$side"; then
    locked="EXISTS (SELECT 1 FROM mysql.global_priv g WHERE g.User = u.User AND g.Host = u.Host
      AND JSON_VALUE(g.Priv, '\$.account_locked') IN ('1', 'true'))"
    roles="SELECT m.User, m.Host, CONCAT('''', m.Role, '''@''''') AS role FROM mysql.roles_mapping m"
  else
    locked="u.account_locked = 'Y'"
    roles="SELECT TO_USER AS User, TO_HOST AS Host, CONCAT('''', FROM_USER, '''@''', FROM_HOST, '''') AS role FROM mysql.role_edges"
    [ "$(ask "$side" "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysql' AND TABLE_NAME = 'role_edges'")" = 1 ] ||
      roles="SELECT '' AS User, '' AS Host, '' AS role"
  fi
  [ "$side" != source ] || global="UNION $EVERYWHERE"
  ask "$side" "SELECT $named FROM mysql.user u JOIN (
      SELECT CAST(r.GRANTEE AS BINARY) AS grantee FROM (
        SELECT GRANTEE FROM information_schema.SCHEMA_PRIVILEGES WHERE $name LIKE TABLE_SCHEMA
        UNION SELECT GRANTEE FROM information_schema.TABLE_PRIVILEGES WHERE TABLE_SCHEMA = $name
        UNION SELECT GRANTEE FROM information_schema.COLUMN_PRIVILEGES WHERE TABLE_SCHEMA = $name $global) r) p
      ON p.grantee = CAST(CONCAT('''', u.User, '''@''', u.Host, '''') AS BINARY)
      OR EXISTS (SELECT 1 FROM ($roles) m WHERE CAST(m.role AS BINARY) = p.grantee AND m.User = u.User AND m.Host = u.Host)
    WHERE u.Host <> '' AND (NOT $locked OR EXISTS (SELECT 1 FROM $SYSTEM.closed c WHERE c.kind = 'account'
      AND CAST(c.name AS BINARY) = CAST($named AS BINARY))) AND u.User NOT LIKE 'mysql.%' AND u.User <> 'mariadb.sys'
      AND CONCAT(u.User, '@', u.Host) NOT IN (CURRENT_USER(), 'root@localhost')
    GROUP BY u.User, u.Host ORDER BY u.User, u.Host"
}

# close_side SIDE: locks the accounts, stops the schema's events, and ends connections. Remembers what it changes, before it does.
close_side() {
  local side=$1 found account mine pod pods=- count=0 rounds=0 key
  key=$(string "$KEY")
  [ "$side" = source ] || pods=$(members)
  ready "$side"
  found=$(accounts "$side")
  while IFS= read -r account; do
    [ -n "$account" ] || continue
    printf 'INSERT IGNORE INTO %s.closed VALUES (%s, %s, %s);\n' "$SYSTEM" "$key" "'account'" "$(string "$account")"
  done <<<"$found" | sql "$side"
  ask "$side" "INSERT IGNORE INTO $SYSTEM.closed SELECT $key, 'event', EVENT_NAME FROM information_schema.EVENTS
    WHERE EVENT_SCHEMA = $(string "$DATABASE") AND STATUS = 'ENABLED'"
  written "$side" "SELECT CONCAT('ALTER USER ', name, ' ACCOUNT LOCK;') FROM $SYSTEM.closed WHERE move = $key AND kind = 'account'"
  events "$side" DISABLE
  # Of accounts whose name this script uses too, only the connections from elsewhere.
  mine="FROM information_schema.PROCESSLIST p WHERE p.ID <> CONNECTION_ID()
    AND NOT (p.USER = SUBSTRING_INDEX(CURRENT_USER(), '@', 1) AND p.HOST LIKE 'localhost%')
    AND EXISTS (SELECT 1 FROM $SYSTEM.closed c WHERE c.move = $key AND c.kind = 'account'
      AND LEFT(c.name, CHAR_LENGTH(QUOTE(p.USER)) + 1) = CONCAT(QUOTE(p.USER), '@'))"
  while :; do
    count=0
    for pod in $pods; do
      count=$((count + $(TARGET_POD=$pod && ask "$side" "SELECT COUNT(*) $mine")))
      (TARGET_POD=$pod && written "$side" "SELECT CONCAT('KILL ', p.ID, ';') $mine" --force) || true
    done
    [ "$count" -gt 0 ] || break
    rounds=$((rounds + 1))
    [ "$rounds" -le "${CLOSE_ROUNDS:-60}" ] ||
      fail "$count connections to $DATABASE on $(place "$side") do not end" \
        "look at SHOW PROCESSLIST there, end them, then run pulumi up again"
    sleep "${POLL_SECONDS:-1}"
  done
  say "no account of $DATABASE can connect to $(place "$side"): $(printf '%s' "$found" | tr '\n' ' ')"
}

# account SQL: the account of a definer, quoted.
account() { printf "CONCAT(%s, '@', %s)" "$(tick "SUBSTRING_INDEX($1, '@', 1)")" "$(tick "SUBSTRING_INDEX($1, '@', -1)")"; }

# events SIDE ENABLE|DISABLE: the events that were enabled. They keep their definers, which ALTER EVENT would replace.
events() {
  written "$1" "SELECT CONCAT('ALTER DEFINER = ', $(account e.DEFINER), ' EVENT ',
      $(tick e.EVENT_SCHEMA), '.', $(tick e.EVENT_NAME), ' $2;')
    FROM information_schema.EVENTS e JOIN $SYSTEM.closed c ON c.move = $(string "$KEY") AND c.kind = 'event'
      AND CAST(c.name AS BINARY) = CAST(e.EVENT_NAME AS BINARY)
    WHERE e.EVENT_SCHEMA = $(string "$DATABASE")"
}

# open_side SIDE: reverts exactly what close_side changed.
open_side() {
  ready "$1" &&
    events "$1" ENABLE &&
    unlock "$1" TRUE &&
    ask "$1" "DELETE FROM $SYSTEM.closed WHERE move = $(string "$KEY") AND kind IN ('account', 'event')"
}

# unlock SIDE CONDITION: unlocks the accounts of this move that no other move has locked too.
unlock() {
  written "$1" "SELECT CONCAT('ALTER USER IF EXISTS ', c.name, ' ACCOUNT UNLOCK;') FROM $SYSTEM.closed c
    WHERE c.move = $(string "$KEY") AND c.kind = 'account' AND $2 AND NOT EXISTS (
      SELECT 1 FROM $SYSTEM.closed o WHERE o.move <> c.move AND o.kind = 'account' AND o.name = c.name)"
}

# open_administrators: accounts that write to all schemas of the source serve others too, so they are locked only until the cut over.
open_administrators() {
  local found condition account
  condition="EXISTS (SELECT 1 FROM ($EVERYWHERE) e WHERE CAST(e.GRANTEE AS BINARY) = CAST(c.name AS BINARY))"
  found=$(ask source "SELECT c.name FROM $SYSTEM.closed c WHERE c.move = $(string "$KEY") AND c.kind = 'account' AND $condition") || found=-
  if [ "$found" = - ] || ! unlock source "$condition"; then
    say "accounts with rights in all databases may still be locked on $SOURCE_NAME: ALTER USER ... ACCOUNT UNLOCK" >&2
    return 0
  fi
  while IFS= read -r account; do
    [ -n "$account" ] || continue
    printf "DELETE FROM %s.closed WHERE move = %s AND kind = 'account' AND name = %s;\n" \
      "$SYSTEM" "$(string "$KEY")" "$(string "$account")"
  done <<<"$found" | sql source || return 0
  [ -z "$found" ] || say "these have rights in all databases of $SOURCE_NAME and can connect again; nothing of them may write to \
$DATABASE there: $(tr '\n' ' ' <<<"$found")"
}

# contents SIDE SCHEMA: rows and a sum over all columns of every table, independent of their order. Long values go in by their own digest:
# a row in hexadecimal could be larger than a packet, and its digest then NULL. A FLOAT is taken as the double it is: its usual text has six
# digits only.
contents() {
  local statements column
  column=$(tick c.COLUMN_NAME)
  statements=$(ask "$1" "SELECT CONCAT('SELECT ', QUOTE(CONCAT('table ', t.TABLE_NAME)), ', CONCAT(COUNT(*), '' rows, sum '',
      COALESCE(SUM(CAST(CONV(LEFT(MD5(CONCAT_WS(''#'', ', GROUP_CONCAT('COALESCE(', CASE
        WHEN c.DATA_TYPE IN ('char', 'varchar', 'binary', 'varbinary') THEN CONCAT('HEX(', $column, ')')
        WHEN c.DATA_TYPE IN ('enum', 'set') THEN CONCAT('HEX(CONCAT(', $column, '))')
        WHEN c.DATA_TYPE LIKE '%text' OR c.DATA_TYPE LIKE '%blob' THEN CONCAT('MD5(', $column, ')')
        WHEN c.DATA_TYPE = 'json' THEN CONCAT('MD5(CAST(', $column, ' AS CHAR))')
        WHEN c.DATA_TYPE LIKE '%geom%' OR c.DATA_TYPE LIKE '%point' OR c.DATA_TYPE LIKE '%linestring' OR c.DATA_TYPE LIKE '%polygon'
          THEN CONCAT('MD5(ST_AsBinary(', $column, '))')
        WHEN c.DATA_TYPE = 'bit' THEN CONCAT('CAST(', $column, ' + 0 AS CHAR)')
        WHEN c.DATA_TYPE = 'float' THEN CONCAT('CAST(', $column, ' + 0e0 AS CHAR)')
        ELSE CONCAT('CAST(', $column, ' AS CHAR)') END, ', ''~'')' ORDER BY c.ORDINAL_POSITION SEPARATOR ', '),
      ')), 15), 16, 10) AS UNSIGNED)), 0)) FROM ', $(tick t.TABLE_SCHEMA), '.', $(tick t.TABLE_NAME), ';')
    FROM information_schema.TABLES t JOIN information_schema.COLUMNS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
    WHERE t.TABLE_SCHEMA = $(string "$2") AND t.TABLE_TYPE = 'BASE TABLE' GROUP BY t.TABLE_SCHEMA, t.TABLE_NAME ORDER BY t.TABLE_NAME")
  [ -z "$statements" ] || sql "$1" <<<"$statements"
}

flat() { printf "REPLACE(REPLACE(%s, CHAR(13), ''), CHAR(10), ' ')" "$1"; }

# structure SIDE SCHEMA: everything else that must be equal, in a form that MariaDB and MySQL share: no display widths of integers, one name
# for the older utf8, views without the quotes and parentheses that each server sets in its own way.
structure() {
  local name
  name=$(string "$2")
  sql "$1" <<SQL | sed -E 's/(tinyint|smallint|mediumint|bigint|int|year)\([0-9]+\)/\1/; s/([ \t])utf8( |_|$)/\1utf8mb3\2/g'
SELECT 'schema', CONCAT(DEFAULT_CHARACTER_SET_NAME, ' ', DEFAULT_COLLATION_NAME) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $name;
SELECT CONCAT('engine and collation of ', TABLE_NAME), CONCAT(ENGINE, ' ', TABLE_COLLATION) FROM information_schema.TABLES
  WHERE TABLE_SCHEMA = $name AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME;
SELECT CONCAT('auto_increment of ', TABLE_NAME), AUTO_INCREMENT FROM information_schema.TABLES
  WHERE TABLE_SCHEMA = $name AND TABLE_TYPE = 'BASE TABLE' AND AUTO_INCREMENT > 1 ORDER BY TABLE_NAME;
SELECT CONCAT('column ', c.TABLE_NAME, '.', c.COLUMN_NAME), CONCAT_WS(' ', c.ORDINAL_POSITION, c.COLUMN_TYPE,
    IF(c.IS_NULLABLE = 'YES', 'NULL', 'NOT NULL'), c.CHARACTER_SET_NAME, c.COLLATION_NAME,
    IF(c.EXTRA LIKE '%auto_increment%', 'auto_increment', NULL), IF(c.EXTRA LIKE '%on update%', 'on update', NULL))
  FROM information_schema.COLUMNS c JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
  WHERE c.TABLE_SCHEMA = $name AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION;
SELECT CONCAT('index ', TABLE_NAME, '.', INDEX_NAME), CONCAT(IF(NON_UNIQUE, '', 'unique '), INDEX_TYPE, ' ',
    GROUP_CONCAT(COALESCE(COLUMN_NAME, 'expression'), IF(SUB_PART IS NULL, '', CONCAT('[', SUB_PART, ']')) ORDER BY SEQ_IN_INDEX))
  FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = $name GROUP BY TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE
  ORDER BY TABLE_NAME, INDEX_NAME;
SELECT CONCAT('foreign key ', r.TABLE_NAME, '.', r.CONSTRAINT_NAME), CONCAT(GROUP_CONCAT(k.COLUMN_NAME ORDER BY k.ORDINAL_POSITION), ' to ',
    IF(k.REFERENCED_TABLE_SCHEMA = $name, '', CONCAT(k.REFERENCED_TABLE_SCHEMA, '.')), k.REFERENCED_TABLE_NAME, ' ',
    GROUP_CONCAT(k.REFERENCED_COLUMN_NAME ORDER BY k.ORDINAL_POSITION), ', update ', REPLACE(r.UPDATE_RULE, 'RESTRICT', 'NO ACTION'),
    ', delete ', REPLACE(r.DELETE_RULE, 'RESTRICT', 'NO ACTION'))
  FROM information_schema.REFERENTIAL_CONSTRAINTS r JOIN information_schema.KEY_COLUMN_USAGE k
    ON k.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = r.CONSTRAINT_NAME AND k.TABLE_NAME = r.TABLE_NAME
  WHERE r.CONSTRAINT_SCHEMA = $name
  GROUP BY r.TABLE_NAME, r.CONSTRAINT_NAME, k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME, r.UPDATE_RULE, r.DELETE_RULE
  ORDER BY r.TABLE_NAME, r.CONSTRAINT_NAME;
SELECT CONCAT('view ', TABLE_NAME), CONCAT(SECURITY_TYPE, ' ', CHECK_OPTION, ' ', MD5(LOWER(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(
    VIEW_DEFINITION, $(tick "$name"), ''), '\`', ''), '(', ''), ')', ''), ' ', ''), '_utf8mb4', ''))))
  FROM information_schema.VIEWS WHERE TABLE_SCHEMA = $name ORDER BY TABLE_NAME;
SELECT CONCAT('trigger ', EVENT_OBJECT_TABLE, '.', TRIGGER_NAME),
    CONCAT_WS(' ', ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER, MD5($(flat ACTION_STATEMENT)))
  FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = $name ORDER BY EVENT_OBJECT_TABLE, TRIGGER_NAME;
SELECT CONCAT(LOWER(r.ROUTINE_TYPE), ' ', r.ROUTINE_NAME), CONCAT_WS(' ', r.SECURITY_TYPE, r.SQL_DATA_ACCESS, r.DATA_TYPE,
    MD5($(flat r.ROUTINE_DEFINITION)),
    (SELECT GROUP_CONCAT(COALESCE(p.PARAMETER_MODE, ''), ' ', COALESCE(p.PARAMETER_NAME, ''), ' ', p.DATA_TYPE ORDER BY p.ORDINAL_POSITION)
      FROM information_schema.PARAMETERS p WHERE p.SPECIFIC_SCHEMA = r.ROUTINE_SCHEMA AND p.SPECIFIC_NAME = r.SPECIFIC_NAME
        AND p.ROUTINE_TYPE = r.ROUTINE_TYPE))
  FROM information_schema.ROUTINES r WHERE r.ROUTINE_SCHEMA = $name ORDER BY r.ROUTINE_TYPE, r.ROUTINE_NAME;
SELECT CONCAT('event ', EVENT_NAME), CONCAT_WS(' ', EVENT_TYPE, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, STARTS, ENDS, ON_COMPLETION,
    TIME_ZONE, MD5($(flat EVENT_DEFINITION)))
  FROM information_schema.EVENTS WHERE EVENT_SCHEMA = $name ORDER BY EVENT_NAME;
SQL
}

# facts SIDE SCHEMA FILE: contents and structure; each line a name and a value.
facts() {
  contents "$1" "$2" >"$3" && structure "$1" "$2" >>"$3"
}
# The counters are not part of a mark: an insertion that fails moves them, and no data.
digest() { awk '!/^auto_increment of /' "$1" | sha256sum | cut -d ' ' -f 1; }

# differences EXPECTED FOUND: one line for each. A counter may be ahead.
differences() {
  awk -F '\t' '
    FILENAME == ARGV[1] { want[$1] = $2; next }
    { seen[$1] = 1 }
    !($1 in want) { if ($1 !~ /^auto_increment of /) print $1 ": missing on the one side, " $2 " in the copy"; next }
    $1 ~ /^auto_increment of / { if ($2 + 0 < want[$1] + 0) print $1 ": " want[$1] ", behind in the copy: " $2; next }
    $2 != want[$1] { print $1 ": " want[$1] ", in the copy: " $2 }
    END { for (name in want) if (!(name in seen)) print name ": " want[name] ", missing in the copy" }' "$1" "$2" | sort
}

# equal EXPECTED FOUND FROM TO
equal() {
  local found count
  found=$(differences "$1" "$2")
  [ -n "$found" ] || return 0
  count=$(wc -l <<<"$found")
  found=$(awk 'NR <= 12 { printf "%s%s", (NR > 1 ? "; " : ""), $0 }' <<<"$found")
  fail "$count differences between $DATABASE on $3 and its copy on $4: $found" \
    "correct what is named there, then run pulumi up again; the side that was in use still is"
}

# free_space SIDE: free MiB where the server keeps its data, of the member that has least. The server itself may have died of a full disk.
free_space() {
  local pod pods=- least="" here
  [ -s "$WORK/folder-$1" ] || ask "$1" "SELECT @@datadir" >"$WORK/folder-$1" || return 1
  [ "$1" = source ] || pods=$(members)
  for pod in $pods; do
    here=$(TARGET_POD=$pod && inside "$1" df -Pk "$(<"$WORK/folder-$1")" </dev/null | awk 'END { print int($4 / 1024) }')
    if [ -z "$least" ] || [ "$here" -lt "$least" ]; then least=$here; fi
  done
  printf '%s' "$least"
}

mebibytes() {
  ask "$1" "SELECT COALESCE(CEIL(SUM(DATA_LENGTH + INDEX_LENGTH) / 1048576), 0) FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = $(string "$2") AND TABLE_TYPE = 'BASE TABLE'"
}

# fits FROM TO: refuses what the other server cannot take, before anything is stopped.
fits() {
  local from=$1 to=$2 name unknown size free need
  name=$(string "$DATABASE")
  ask "$from" "SELECT DISTINCT c FROM (SELECT COLLATION_NAME AS c FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = $name
      UNION SELECT TABLE_COLLATION FROM information_schema.TABLES WHERE TABLE_SCHEMA = $name
      UNION SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $name) x WHERE c IS NOT NULL" |
    sed 's/^utf8_/utf8mb3_/' | sort -u >"$WORK/needed"
  ask "$to" "SELECT COLLATION_NAME FROM information_schema.COLLATIONS" | sed 's/^utf8_/utf8mb3_/' | sort -u >"$WORK/known"
  # MariaDB lists the collations of several character sets under one name without the set.
  unknown=$(awk 'NR == FNR { known[$1] = 1; next } { short = $1; sub(/^[a-z0-9]+_/, "", short) } !($1 in known) && !(short in known)' \
    "$WORK/known" "$WORK/needed" | tr '\n' ' ')
  [ -z "$unknown" ] ||
    fail "$(place "$to") does not know the collations of $DATABASE on $(place "$from"): $unknown" \
      "convert there: ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci, and ALTER DATABASE likewise"
  # Tables, the binary log of the load, and a tenth.
  size=$(mebibytes "$from" "$DATABASE")
  free=$(free_space "$to")
  need=$((size * 22 / 10 + ${SPARE_MIB:-64}))
  [ "$free" -ge "$need" ] ||
    fail "the disk of $DATABASE on $(place "$to") has $free MiB free, and the copy of $size MiB needs $need" \
      "make its volume larger (docs/runbooks/storage-full.md), then run pulumi up again; nothing was stopped"
}

# shared: accounts with rights in the schema and in others of the source; not those with rights in all.
shared() {
  local name rights="" kind
  name=$(string "$DATABASE")
  for kind in SCHEMA TABLE COLUMN; do
    rights="$rights${rights:+ UNION }SELECT CAST(GRANTEE AS BINARY) AS account, TABLE_SCHEMA AS place
      FROM information_schema.${kind}_PRIVILEGES"
  done
  ask source "SELECT DISTINCT a.account FROM ($rights) a JOIN ($rights) b ON b.account = a.account
    WHERE $name LIKE a.place AND NOT $name LIKE b.place AND b.place <> '$SYSTEM' AND a.account NOT LIKE '\'mysql.%'
      AND a.account NOT LIKE '\'mariadb.sys\'@%' AND a.account NOT LIKE '%@\'\''
      AND a.account NOT IN (SELECT CAST(e.GRANTEE AS BINARY) FROM ($EVERYWHERE) e) ORDER BY 1"
}

kind_check() {
  local name list version others
  name=$(string "$DATABASE")
  source_exec true </dev/null
  ask source "SELECT 1" >/dev/null ||
    fail "$SOURCE_CONTAINER on $SOURCE_NAME does not answer root" \
      "its container must have MYSQL_ROOT_PASSWORD or MARIADB_ROOT_PASSWORD, or a file by that name with _FILE, of root@localhost"
  ask target "SELECT 1" >/dev/null ||
    fail "the MySQL cluster $TARGET_SERVER in $TARGET_NAMESPACE does not answer" "kubectl -n $TARGET_NAMESPACE get pxc,pods"
  version=$(ask source "SELECT @@version")
  list=$(awk -F '[.-]' -v maria="$(grep -c MariaDB <<<"$version" || true)" '
    { number = $1 * 10000 + $2 * 100 + $3 } (maria && number < 100405) || (!maria && number < 50706) { print $0 }' <<<"$version")
  [ -z "$list" ] ||
    fail "$SOURCE_NAME runs $list, whose accounts cannot be locked" "upgrade it to MariaDB 10.6 or MySQL 8.0, then run pulumi up again"
  [ "$(ask source "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $name")" = 1 ] ||
    fail "$SOURCE_CONTAINER on $SOURCE_NAME has no database $DATABASE" "correct dataMoves[$MOVE].database"
  [ "$(ask target "SELECT (SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $name)
    + (SELECT COUNT(*) FROM mysql.user WHERE User = $(string "$DATABASE_USER") AND Host = '%')")" = 2 ] ||
    fail "the MySQL cluster $TARGET_SERVER has no database $DATABASE with the user $DATABASE_USER" \
      "look at the job that creates them: kubectl -n $TARGET_NAMESPACE get jobs"
  list=$(ask source "SELECT CONCAT('ALTER TABLE ', $(tick t.TABLE_NAME),
      IF(t.ENGINE = 'InnoDB', ' ADD PRIMARY KEY (...)', ' ENGINE=InnoDB'), ';')
    FROM information_schema.TABLES t WHERE t.TABLE_SCHEMA = $name AND t.TABLE_TYPE = 'BASE TABLE' AND (t.ENGINE <> 'InnoDB' OR NOT EXISTS (
      SELECT 1 FROM information_schema.TABLE_CONSTRAINTS k WHERE k.TABLE_SCHEMA = t.TABLE_SCHEMA AND k.TABLE_NAME = t.TABLE_NAME
        AND k.CONSTRAINT_TYPE = 'PRIMARY KEY')) ORDER BY t.TABLE_NAME")
  [ -z "$list" ] ||
    fail "XtraDB Cluster takes only InnoDB tables with a primary key, and $DATABASE on $SOURCE_NAME has $(wc -l <<<"$list") others" \
      "change them there, then run pulumi up again; nothing was stopped: $(tr '\n' ' ' <<<"$list")"
  list=$(ask source "SELECT CONCAT(r.TABLE_NAME, '.', r.CONSTRAINT_NAME) FROM information_schema.REFERENTIAL_CONSTRAINTS r
    WHERE (r.CONSTRAINT_SCHEMA = $name) <> (r.UNIQUE_CONSTRAINT_SCHEMA = $name)" | tr '\n' ' ')
  [ -z "$list" ] || fail "foreign keys connect $DATABASE with another database on $SOURCE_NAME: $list" "drop them there"
  fits source target
  others=$(ask source "SELECT DISTINCT GRANTEE FROM information_schema.SCHEMA_PRIVILEGES WHERE $name LIKE TABLE_SCHEMA
    AND GRANTEE NOT LIKE '%@''''' AND GRANTEE NOT LIKE CONCAT('''', REPLACE($(string "$DATABASE_USER"), '_', '\\\\_'), '''@%') ORDER BY 1" |
    tr '\n' ' ')
  list=$(shared | tr '\n' ' ')
  [ -z "$list" ] ||
    fail "these accounts of $DATABASE on $SOURCE_NAME have rights in other databases too, which a lock would stop as well: $list" \
      "give $DATABASE an account of its own there and revoke the rights of these in it, then run pulumi up again; nothing was stopped"
  [ -z "$others" ] || say "accounts do not move, and these have rights in $DATABASE on $SOURCE_NAME too; describe what uses them: $others"
}

kind_size() { printf '%s MiB' "$(mebibytes source "$DATABASE")"; }

# options SIDE: sets OPTIONS to those that its dump program knows, beside the usual ones.
options() {
  local text
  text=$(dumper "$1" --help </dev/null 2>/dev/null) || fail "$(place "$1") has no mysqldump or mariadb-dump" "use an image that has one"
  OPTIONS=(--max-allowed-packet=1G --no-tablespaces --hex-blob --skip-add-locks --skip-lock-tables)
  [[ $text != *--set-gtid-purged* ]] || OPTIONS+=(--set-gtid-purged=OFF)
  [[ $text != *--column-statistics* ]] || OPTIONS+=(--column-statistics=0)
  # A transaction for each statement: Galera limits their size.
  [[ $text != *--no-autocommit* ]] || OPTIONS+=(--skip-no-autocommit)
}

# without_sandbox: the first line of newer MariaDB dumps is a command that clients of MySQL refuse.
without_sandbox() { LC_ALL=C sed '1{/^\/\*M*!999999/d}'; }

# not_loaded SIDE: ends the run with the reason why a dump could not be loaded.
not_loaded() {
  local free reason
  reason=$(awk 'NF && !/^--/' "$WORK/load" "$WORK/dump" 2>/dev/null | tail -n 2 | tr '\n' ' ')
  free=$(free_space "$1" 2>/dev/null) || free=""
  if grep -qE 'ERROR (3|28|1021|1030|1114) |No space left|is full' "$WORK/load" || [ "${free:-99}" -lt 2 ]; then
    fail "the disk of $DATABASE on $(place "$1") is full (${free:-?} MiB free): $reason" \
      "make its volume larger (docs/runbooks/storage-full.md), then run pulumi up again"
  fi
  fail "the copy of $DATABASE to $(place "$1") was cut off or refused: ${reason:-the connection was lost}" \
    "correct the cause, then run pulumi up again, which begins with a new copy"
}

# copy FROM TO: a new DATABASE_incoming with tables, rows, and then everything else, disabled where it would act by itself.
copy() {
  local from=$1 to=$2 name view defaults packet ignored=()
  name=$(string "$DATABASE")
  options "$from"
  defaults=$(ask "$from" "SELECT CONCAT('CHARACTER SET ', DEFAULT_CHARACTER_SET_NAME, ' COLLATE ', DEFAULT_COLLATION_NAME)
    FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $name")
  ask "$to" "DROP DATABASE IF EXISTS \`$INCOMING\`; CREATE DATABASE \`$INCOMING\` $defaults"
  while IFS= read -r view; do
    [ -z "$view" ] || ignored+=("--ignore-table=$DATABASE.$view")
  done < <(ask "$from" "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = $name")
  # One row in hexadecimal may be larger than what the server takes in a packet; a restart would bring its own limit back too.
  packet=$(ask "$to" "SELECT @@GLOBAL.max_allowed_packet; SET GLOBAL max_allowed_packet = 1073741824")
  : >"$WORK/load"
  dumper "$from" "${OPTIONS[@]}" --single-transaction --quick --skip-triggers "${ignored[@]}" "$DATABASE" </dev/null 2>"$WORK/dump" |
    without_sandbox | meter "copied to $(place "$to")" | client "$to" "$INCOMING" 2>"$WORK/load" || not_loaded "$to"
  ask "$to" "SET GLOBAL max_allowed_packet = $packet"
  exact_floats "$from" "$to"
  for_other "$from" >"$WORK/objects"
  create_objects "$to" "$INCOMING" "CURRENT_USER" <"$WORK/objects" || not_loaded "$to"
}

# exact_floats FROM TO: a dump writes six digits of a FLOAT, which has more. Columns that change by themselves with a row are kept.
exact_floats() {
  local statements set short
  # A server without that cast has every FLOAT written once more.
  if ask "$1" "SELECT CAST(1 AS FLOAT)" >/dev/null 2>&1; then
    short="'CAST(CAST(', $(tick c.COLUMN_NAME), ' AS CHAR) AS FLOAT) + 0e0 <> ', $(tick c.COLUMN_NAME), ' + 0e0'"
  else
    short="$(tick c.COLUMN_NAME), ' IS NOT NULL'"
  fi
  set="CONCAT($(tick c.COLUMN_NAME), ' = '', COALESCE(CAST(', $(tick c.COLUMN_NAME), ' + 0e0 AS CHAR), ''NULL''), ''')"
  statements=$(ask "$1" "SELECT CONCAT('SELECT CONCAT(''UPDATE ', $(tick c.TABLE_NAME), ' SET ', GROUP_CONCAT(CASE
        WHEN c.DATA_TYPE = 'float' THEN $set
        WHEN c.EXTRA LIKE '%on update%' THEN CONCAT($(tick c.COLUMN_NAME), ' = ', $(tick c.COLUMN_NAME)) END SEPARATOR ', '),
      ' WHERE ', GROUP_CONCAT(CASE WHEN c.COLUMN_KEY = 'PRI' THEN CONCAT($(tick c.COLUMN_NAME), ' = '', ',
        IF(c.DATA_TYPE LIKE '%binary', CONCAT('CONCAT(''0x'', HEX(', $(tick c.COLUMN_NAME), '))'),
          CONCAT('QUOTE(', $(tick c.COLUMN_NAME), ')')),
        ', ''') END SEPARATOR ' AND '), ';'') FROM ', $(tick c.TABLE_SCHEMA), '.', $(tick c.TABLE_NAME), ' WHERE ',
      GROUP_CONCAT(CASE WHEN c.DATA_TYPE = 'float' THEN CONCAT($short) END SEPARATOR ' OR '), ';')
    FROM information_schema.COLUMNS c JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
    WHERE c.TABLE_SCHEMA = $(string "$DATABASE") AND t.TABLE_TYPE = 'BASE TABLE'
    GROUP BY c.TABLE_SCHEMA, c.TABLE_NAME HAVING SUM(c.DATA_TYPE = 'float') > 0")
  [ -n "$statements" ] || return 0
  { printf '%s\n' "$SESSION" "SET foreign_key_checks = 0;" && sql "$1" --raw --quick <<<"$statements"; } |
    client "$2" "$INCOMING" 2>"$WORK/load" || not_loaded "$2"
}

# objects SIDE: routines, views, triggers and events of DATABASE as statements, each with who defines it.
objects() {
  local side=$1 view views=()
  options "$side"
  while IFS= read -r view; do
    [ -z "$view" ] || views+=("$view")
  done < <(ask "$side" "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = $(string "$DATABASE")")
  {
    dumper "$side" "${OPTIONS[@]}" --no-data --no-create-info --no-create-db --routines --skip-triggers --events "$DATABASE" </dev/null |
      without_sandbox &&
      triggers "$side" &&
      {
        [ ${#views[@]} -eq 0 ] ||
          dumper "$side" "${OPTIONS[@]}" --no-data --skip-triggers "$DATABASE" "${views[@]}" </dev/null | without_sandbox
      }
  } 2>"$WORK/dump" | LC_ALL=C sed -E -e '/^ALTER DATABASE /d' \
    -e '/SET sql_mode /{s/,NO_AUTO_CREATE_USER//;s/NO_AUTO_CREATE_USER,?//}'
}

# for_other FROM: such statements for the other server: with a placeholder for who defines them, and events disabled.
for_other() {
  objects "$1" | LC_ALL=C sed -E -e '/^(CREATE|\/\*!50[0-9]+) /s/DEFINER=`([^`]|``)*`@`([^`]|``)*`/DEFINER=@DEFINER@/' \
    -e '/^\/\*!50106 CREATE\*\/ .* EVENT /s/ ON COMPLETION (NOT )?PRESERVE ENABLE / ON COMPLETION \1PRESERVE DISABLE /'
}

# triggers SIDE: a dump has them as they were written, perhaps with the name of the schema, which would lead the copy's to the database.
triggers() {
  ask "$1" "SELECT CONCAT('SET sql_mode = ', QUOTE(SQL_MODE), ', collation_connection = ', COLLATION_CONNECTION,
      ';\nDELIMITER \$infra\$\nCREATE DEFINER=', $(account DEFINER), ' TRIGGER ', $(tick TRIGGER_NAME), ' ',
      ACTION_TIMING, ' ', EVENT_MANIPULATION, ' ON ', $(tick EVENT_OBJECT_TABLE), ' FOR EACH ROW ',
      ACTION_STATEMENT, '\n\$infra\$\nDELIMITER ;')
    FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = $(string "$DATABASE")
    ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER"
}

# definers SIDE: the definer of each routine, view, trigger and event, by kind and name.
definers() {
  local name owner
  name=$(string "$DATABASE")
  owner=$(account DEFINER)
  ask "$1" "SELECT CONCAT('TRIGGER ', $(tick TRIGGER_NAME)), $owner FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = $name;
    SELECT CONCAT('EVENT ', $(tick EVENT_NAME)), $owner FROM information_schema.EVENTS WHERE EVENT_SCHEMA = $name;
    SELECT CONCAT(ROUTINE_TYPE, ' ', $(tick ROUTINE_NAME)), $owner FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = $name;
    SELECT CONCAT('VIEW ', $(tick TABLE_NAME)), $owner FROM information_schema.VIEWS WHERE TABLE_SCHEMA = $name"
}

# create_objects SIDE SCHEMA DEFINER [FILE]: runs such statements, with the definers of a file, and another for what is not in it. The name
# of a view follows on the line after its definer.
create_objects() {
  OTHER=$3 LC_ALL=C awk -F '\t' -v definers="${4:-/dev/null}" '
    function owned(line, named, place, owner) {
      owner = ENVIRON["OTHER"]
      if (match(named, /(TRIGGER|EVENT|PROCEDURE|FUNCTION|VIEW) `([^`]|``)*`/)) {
        named = substr(named, RSTART, RLENGTH)
        if (named in owners) owner = owners[named]
      }
      place = index(line, "DEFINER=@DEFINER@")
      return substr(line, 1, place - 1) "DEFINER=" owner substr(line, place + 17)
    }
    BEGIN { while ((getline line < definers) > 0) { split(line, part, "\t"); owners[part[1]] = part[2] } }
    held != "" { print owned(held, $0); held = "" }
    /DEFINER=@DEFINER@ SQL SECURITY/ && /^\/\*!50013/ { held = $0; next }
    /DEFINER=@DEFINER@/ { print owned($0, $0); next }
    { print }' | client "$1" --comments "$2" 2>"$WORK/load"
}

# drop_objects SIDE SCHEMA [KIND...]: drops what cannot be renamed.
drop_objects() {
  local side=$1 name kinds=" ${*:3} "
  name=$(string "$2")
  written "$side" "SELECT CONCAT('DROP TRIGGER ', $(tick TRIGGER_SCHEMA), '.', $(tick TRIGGER_NAME), ';')
    FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = $name" || return 1
  [ "$kinds" != " triggers " ] || return 0
  written "$side" "SELECT CONCAT('DROP VIEW ', $(tick TABLE_SCHEMA), '.', $(tick TABLE_NAME), ';')
      FROM information_schema.VIEWS WHERE TABLE_SCHEMA = $name" &&
    written "$side" "SELECT CONCAT('DROP ', ROUTINE_TYPE, ' ', $(tick ROUTINE_SCHEMA), '.', $(tick ROUTINE_NAME), ';')
      FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = $name" &&
    written "$side" "SELECT CONCAT('DROP EVENT ', $(tick EVENT_SCHEMA), '.', $(tick EVENT_NAME), ';')
      FROM information_schema.EVENTS WHERE EVENT_SCHEMA = $name"
}

# renames FROM TO: an expression that selects the parts of a RENAME TABLE for all tables of a schema.
renames() {
  printf "SELECT %s AS place, CONCAT(%s, '.', %s, ' TO ', %s, '.', %s) AS part FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = %s AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> '$MARKER'" \
    "$3" "$(tick "$(string "$1")")" "$(tick TABLE_NAME)" "$(tick "$(string "$2")")" "$(tick TABLE_NAME)" "$(string "$1")"
}
rename_all() {
  written "$1" "SELECT CONCAT('RENAME TABLE ', GROUP_CONCAT(part ORDER BY place SEPARATOR ', '), ';') FROM ($2) x HAVING COUNT(*) > 0"
}

defaults_as() {
  written "$1" "SELECT CONCAT('ALTER DATABASE ', $(tick "$(string "$DATABASE")"), ' CHARACTER SET ', DEFAULT_CHARACTER_SET_NAME,
    ' COLLATE ', DEFAULT_COLLATION_NAME, ';') FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $(string "$2")"
}

# swapped SIDE: 1 if the tables are renamed, 0 if not: the marker is a part of the same statement.
swapped() {
  ask "$1" "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = $(string "$BEFORE") AND TABLE_NAME = '$MARKER'"
}

# swap SIDE DEFINER EXPECTED: puts DATABASE_incoming in the place of DATABASE, whose accounts are locked. On the source, what was there
# before keeps its definer.
swap() {
  local side=$1 definer=$2 expected=$3 old defaults
  : >"$WORK/definers"
  [ "$side" = target ] || definers source >"$WORK/definers"
  old=$(objects "$side" | od -An -v -tx1 | tr -d ' \n')
  defaults=$(ask "$side" "SELECT CONCAT('CHARACTER SET ', DEFAULT_CHARACTER_SET_NAME, ' COLLATE ', DEFAULT_COLLATION_NAME)
    FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $(string "$DATABASE")")
  sql "$side" <<SQL
DROP DATABASE IF EXISTS \`$BEFORE\`;
CREATE DATABASE \`$BEFORE\` $defaults;
DROP TABLE IF EXISTS \`$INCOMING\`.$MARKER;
CREATE TABLE \`$INCOMING\`.$MARKER (id int PRIMARY KEY) ENGINE=InnoDB;
REPLACE INTO $SYSTEM.objects VALUES ($(string "$KEY"), CONVERT(X'$old' USING utf8mb4));
SQL
  set_stage "$side" swapping
  drop_objects "$side" "$DATABASE"
  drop_objects "$side" "$INCOMING" triggers
  rename_all "$side" "$(renames "$DATABASE" "$BEFORE" 1) UNION ALL $(renames "$INCOMING" "$DATABASE" 2)
    UNION ALL SELECT 3, '\`$INCOMING\`.$MARKER TO \`$BEFORE\`.$MARKER'"
  defaults_as "$side" "$INCOMING"
  create_objects "$side" "$DATABASE" "$definer" "$WORK/definers" <"$WORK/objects" || not_loaded "$side"
  structure "$side" "$DATABASE" >"$WORK/swapped"
  grep -v '^table ' "$expected" >"$WORK/structure"
  equal "$WORK/structure" "$WORK/swapped" "$(place "$(other "$side")")" "$(place "$side")"
}

# recover SIDE: after a run that was cut off in a swap, brings DATABASE back to what it was before.
recover() {
  local side=$1 now renamed
  now=$(stage "$side") || return 1
  [ "$now" = swapping ] || return 0
  drop_objects "$side" "$DATABASE" && renamed=$(swapped "$side") || return 1
  if [ "$renamed" = 1 ]; then
    ask "$side" "CREATE DATABASE IF NOT EXISTS \`$INCOMING\`" || return 1
    rename_all "$side" "$(renames "$DATABASE" "$INCOMING" 1) UNION ALL $(renames "$BEFORE" "$DATABASE" 2)
      UNION ALL SELECT 3, '\`$BEFORE\`.$MARKER TO \`$INCOMING\`.$MARKER'" || return 1
  fi
  defaults_as "$side" "$BEFORE" &&
    ask "$side" "SELECT body FROM $SYSTEM.objects WHERE move = $(string "$KEY")" >"$WORK/old" &&
    create_objects "$side" "$DATABASE" CURRENT_USER <"$WORK/old" &&
    set_stage "$side" none &&
    say "$DATABASE on $(place "$side") is again what it was before a swap that was cut off"
}

# settle SIDE: removes what a swap leaves behind, except the former data, and in the cluster what belongs to it.
settle() {
  { [ "$1" = target ] || ask source "DELETE FROM $SYSTEM.objects WHERE move = $(string "$KEY")"; } &&
    ask "$1" "DROP DATABASE IF EXISTS \`$INCOMING\`" &&
    say "the tables that $DATABASE on $(place "$1") had before are in $BEFORE, until you drop it or the next move does"
}

kind_fence() {
  ready source
  recover source
  set_stage source none
  close_side source
}

# The source is in use after it: the target is none that was cut over, and none in the middle of a swap. In this run such a swap may
# have happened although the cluster does not answer any more: then the source stays closed. On the way back the target stays closed, until
# kind_restore_target.
kind_unfence() {
  local now
  if now=$(stage target); then
    case $MODE:$now in
      back:cut | back:restoring)
        close_side target
        ready source && recover source && open_side source
        return
        ;;
    esac
    ready target && recover target && set_stage target none && open_side target || return 1
  elif [ "$CUT_BEGAN" -eq 1 ]; then
    return 1
  fi
  ready source && recover source && open_side source
}

# The target is in use again after a way back that failed. What is left of it on the source is closed with it, and goes when it can.
kind_reopen_target() {
  open_side target || return 1
  { recover source && ask source "DROP DATABASE IF EXISTS \`$INCOMING\`"; } || true
}

kind_mark() {
  facts source "$DATABASE" "$WORK/source" || return 1
  digest "$WORK/source"
}

kind_copy() {
  ready target
  recover target
  if [ "$1" = rehearsal ]; then
    facts source "$DATABASE" "$WORK/earlier"
    copy source target
    facts source "$DATABASE" "$WORK/source"
  else
    [ -s "$WORK/source" ] || facts source "$DATABASE" "$WORK/source"
    copy source target
  fi
}

# In a rehearsal the source is written to: only what did not change meanwhile is compared.
kind_verify() {
  local tables
  facts target "$INCOMING" "$WORK/target"
  if [ "$1" = rehearsal ]; then
    comm -3 <(sort "$WORK/earlier") <(sort "$WORK/source") | sed 's/^\t//' | cut -f 1 | sort -u >"$WORK/changed"
    awk -F '\t' 'FILENAME == ARGV[1] { changed[$1] = 1; next } !($1 in changed)' "$WORK/changed" "$WORK/source" >"$WORK/steady"
    awk -F '\t' 'FILENAME == ARGV[1] { changed[$1] = 1; next } !($1 in changed)' "$WORK/changed" "$WORK/target" >"$WORK/copied"
    equal "$WORK/steady" "$WORK/copied" "$SOURCE_NAME" "the cluster"
    say "$(wc -l <"$WORK/changed") facts changed during the rehearsal and were not compared"
  else
    equal "$WORK/source" "$WORK/target" "$SOURCE_NAME" "the cluster"
  fi
  tables=$(grep -c '^table ' "$WORK/target" || true)
  say "$tables tables are equal: rows, sums of all columns, counters, columns, indexes, views, triggers, routines and events"
}

kind_discard() { ask target "DROP DATABASE IF EXISTS \`$INCOMING\`"; }

kind_cut_over() {
  close_side target
  CUT_BEGAN=1
  swap target "\`$DATABASE_USER\`@\`%\`" "$WORK/source"
  conclude source target cut
  open_side target
  settle target
  open_administrators
}

# conclude FROM TO STAGE [NOTE]: the swap is done, and the events that were enabled on the one side will be on the other. Those of the
# former data in the cluster are kept for the way back.
conclude() {
  local event key
  key=$(string "$KEY")
  ask "$1" "SELECT name FROM $SYSTEM.closed WHERE move = $key AND kind = 'event'" >"$WORK/events"
  {
    echo "START TRANSACTION; DELETE FROM $SYSTEM.closed WHERE move = $key AND kind = 'former';"
    [ "$3" != cut ] || echo "UPDATE $SYSTEM.closed SET kind = 'former' WHERE move = $key AND kind = 'event';"
    echo "DELETE FROM $SYSTEM.closed WHERE move = $key AND kind = 'event';"
    while IFS= read -r event; do
      printf "INSERT INTO %s.closed VALUES (%s, 'event', %s);\n" "$SYSTEM" "$key" "$(string "$event")"
    done <"$WORK/events"
    echo "REPLACE INTO $SYSTEM.moves VALUES ($key, '$3', '${4:-}'); COMMIT;"
  } | sql "$2"
}

# kind_is_cut: 0 after a cut over, which it completes if the run was cut off right after it; 1 before it; 2 if the cluster does not answer.
kind_is_cut() {
  local now
  now=$(stage target) || return 2
  [ "$now" = cut ] || return 1
  open_side target && settle target || return 2
  open_administrators
}

# On the way back the target is closed before the question whether it was written to.
kind_mark_target() {
  local code=0
  if [ "$MODE" = back ]; then
    # A substitution of a command goes on behind one that fails.
    (
      set -e
      close_side target
    ) >&2
    code=$?
  fi
  [ "$code" -eq 0 ] && mark_of_target
}
mark_of_target() {
  facts target "$DATABASE" "$WORK/moved" || return 1
  digest "$WORK/moved"
}

# definer_of_source: the account there that owns the schema's objects from now on.
definer_of_source() {
  ask source "SELECT COALESCE(MIN(c.name), 'CURRENT_USER') FROM $SYSTEM.closed c JOIN (
      SELECT DISTINCT CAST(GRANTEE AS BINARY) AS grantee FROM information_schema.SCHEMA_PRIVILEGES
      WHERE $(string "$DATABASE") LIKE TABLE_SCHEMA) p ON p.grantee = CAST(c.name AS BINARY)
    WHERE c.move = $(string "$KEY") AND c.kind = 'account'"
}

# Both sides are closed after it.
kind_copy_back() {
  local mark
  source_exec true </dev/null
  ready source
  close_side source
  recover source
  mark=$(kind_mark_target)
  if [ "$(ask source "SELECT COUNT(*) FROM $SYSTEM.moves WHERE move = $(string "$KEY") AND stage = 'back' AND note = '$mark'")" = 1 ]; then
    say "$SOURCE_NAME already has what was written in the cluster"
  else
    fits target source
    copy target source
    facts source "$INCOMING" "$WORK/returned"
    equal "$WORK/moved" "$WORK/returned" "the cluster" "$SOURCE_NAME"
    [ "$(mark_of_target)" = "$mark" ] ||
      fail "$DATABASE in the cluster was written to after its accounts were locked" "find who wrote, then run pulumi up again"
    swap source "$(definer_of_source)" "$WORK/moved"
    conclude target source back "$mark"
    settle source
  fi
}

# After a way back, with the source open: the tables that the target had before the move have their place again, in one statement with the
# marker, and their views, routines, triggers and events. Where they were dropped since, the schema is empty. Then the target is open.
kind_restore_target() {
  local now key
  key=$(string "$KEY")
  now=$(stage target)
  case $now in cut | restoring) ;; *) return 0 ;; esac
  close_side target
  if [ "$now" = cut ]; then
    [ "$(swapped target)" = 1 ] || ask target "DELETE FROM $SYSTEM.objects WHERE move = $key"
    now=$(ask target "SELECT CONCAT('CHARACTER SET ', DEFAULT_CHARACTER_SET_NAME, ' COLLATE ', DEFAULT_COLLATION_NAME)
      FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $(string "$DATABASE")")
    sql target <<SQL
DROP DATABASE IF EXISTS \`$RETURNED\`;
CREATE DATABASE \`$RETURNED\` $now;
CREATE DATABASE IF NOT EXISTS \`$BEFORE\` $now;
CREATE TABLE IF NOT EXISTS \`$BEFORE\`.$MARKER (id int PRIMARY KEY) ENGINE=InnoDB;
START TRANSACTION;
DELETE FROM $SYSTEM.closed WHERE move = $key AND kind = 'event';
UPDATE $SYSTEM.closed SET kind = 'event' WHERE move = $key AND kind = 'former';
REPLACE INTO $SYSTEM.moves VALUES ($key, 'restoring', '');
COMMIT;
SQL
  fi
  drop_objects target "$DATABASE"
  now=$(swapped target)
  [ "$now" = 0 ] || rename_all target "$(renames "$DATABASE" "$RETURNED" 1) UNION ALL $(renames "$BEFORE" "$DATABASE" 2)
    UNION ALL SELECT 3, '\`$BEFORE\`.$MARKER TO \`$RETURNED\`.$MARKER'"
  now=$(ask target "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = $(string "$BEFORE")")
  if [ "$now" = 1 ]; then defaults_as target "$BEFORE"; fi
  ask target "SELECT body FROM $SYSTEM.objects WHERE move = $key" >"$WORK/old"
  create_objects target "$DATABASE" CURRENT_USER <"$WORK/old" || not_loaded target
  ask target "DROP DATABASE IF EXISTS \`$BEFORE\`"
  open_side target
  ask target "DELETE FROM $SYSTEM.objects WHERE move = $key; REPLACE INTO $SYSTEM.moves VALUES ($key, 'none', '')"
  say "$DATABASE in the cluster is again what it was before the move; what was moved is in $RETURNED until the next way back"
}
