using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Moves of a database by the functions of MySQL, between two real MariaDB servers. Slow: both are started for the class, and each
/// move reads everything several times.
/// </summary>
public sealed class MySqlMoveTests(MySqlServers servers) : IClassFixture<MySqlServers>
{
    /// <summary>A shop like those of WordPress, with what dumps get wrong.</summary>
    private const string Shop = """
        SET sql_mode = '';
        CREATE TABLE posts (
          ID bigint(20) unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, made datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
          body longtext NOT NULL,
          raw longblob, rating float, price double, amount decimal(20,6), flags bit(5), kind enum('a','ä'), day date, spent time(3),
          modified timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), KEY made (made), FULLTEXT KEY body (body)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
        INSERT INTO posts (body, raw, rating, price, amount, flags, kind, day, spent, modified) VALUES
          ('😀 a''b\\c\r\nx', x'00ff0d0a5c1a27', 0.123456789, 0.1, 1.5, b'101', 'ä', '2020-02-30', '11:22:33.5', '2020-01-02 03:04:05'),
          ('#~', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2020-03-29 01:30:00');
        CREATE TABLE meta (
          post bigint(20) unsigned, name varchar(64) COLLATE utf8mb4_bin, value text, PRIMARY KEY (post, name),
          CONSTRAINT of_post FOREIGN KEY (post) REFERENCES posts (ID) ON DELETE CASCADE);
        INSERT INTO meta VALUES (1, 'x', 'y'), (1, 'X', NULL);
        CREATE TABLE `od``d` (id varbinary(8) PRIMARY KEY, f float);
        INSERT INTO `od``d` VALUES (x'00ff', 3.4028234e38);
        CREATE TABLE log (id int AUTO_INCREMENT PRIMARY KEY, what varchar(20));
        CREATE TABLE latin (id varchar(10) PRIMARY KEY, value varchar(20)) CHARSET latin1;
        INSERT INTO latin VALUES ('é', 'ü');
        DELIMITER //
        CREATE FUNCTION titled(id bigint) RETURNS varchar(20) CHARSET utf8mb4 READS SQL DATA RETURN (SELECT what FROM log LIMIT 1)//
        CREATE PROCEDURE tidy(IN days int, OUT n int) SQL SECURITY INVOKER BEGIN DELETE FROM log; SET n = days; END//
        CREATE TRIGGER logged AFTER INSERT ON posts FOR EACH ROW BEGIN INSERT INTO log (what) VALUES ('posted'); END//
        CREATE EVENT clean ON SCHEDULE EVERY 1 DAY STARTS '2020-01-01 03:00:00' COMMENT 'ENABLE' DO
          BEGIN DELETE FROM log WHERE id < 0; END//
        CREATE EVENT never ON SCHEDULE EVERY 1 HOUR DISABLE DO DELETE FROM log//
        DELIMITER ;
        CREATE VIEW recent AS SELECT p.ID, p.body, count(*) AS n FROM posts p JOIN meta m ON m.post = p.ID AND (m.name = 'x') GROUP BY p.ID;
        CREATE VIEW titles AS SELECT ID FROM recent WHERE titled(ID) IS NOT NULL;
        INSERT INTO log (what) VALUES ('a'), ('b'), ('c');
        DELETE FROM log WHERE id > 1;
        """;

    private const string Everything = """
        SELECT ID, made, body, MD5(raw), rating + 0e0, price, amount, flags + 0, kind, day, spent, modified FROM posts;
        SELECT * FROM meta; SELECT HEX(id), f + 0e0 FROM `od``d`; SELECT * FROM log; SELECT * FROM latin; SELECT * FROM recent;
        SELECT TABLE_NAME, TABLE_COLLATION, AUTO_INCREMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1;
        SELECT TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE();
        SELECT ROUTINE_NAME, ROUTINE_DEFINITION, SECURITY_TYPE FROM information_schema.ROUTINES
          WHERE ROUTINE_SCHEMA = DATABASE() ORDER BY 1;
        SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE();
        """;

    private const string Definers = """
        SELECT TABLE_NAME, DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1;
        SELECT TRIGGER_NAME, DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY 1;
        SELECT ROUTINE_NAME, DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() ORDER BY 1;
        SELECT EVENT_NAME, DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() ORDER BY 1;
        """;

    private const string Events = "SELECT EVENT_NAME, STATUS, STARTS, EVENT_COMMENT FROM information_schema.EVENTS "
        + "WHERE EVENT_SCHEMA = DATABASE() ORDER BY 1";

    [SkippableFact]
    public void EverythingOfTheDatabaseMoves()
    {
        using var move = Filled();
        move.AtTarget("CREATE TABLE former (id int PRIMARY KEY)");
        move.AtSource($"ALTER DATABASE {move.Name} COLLATE utf8mb4_unicode_ci");
        // In hexadecimal it is larger than a packet.
        move.AtSource("UPDATE posts SET raw = REPEAT(x'ff', 9000000), modified = modified WHERE ID = 2");
        move.AtSource("DROP TRIGGER logged;\nDELIMITER //\n"
            + $"CREATE TRIGGER {move.Name}.logged AFTER INSERT ON {move.Name}.posts FOR EACH ROW BEGIN INSERT INTO log (what) "
            + "VALUES ('posted'); END//");
        var before = move.AtSource(Everything);
        var events = move.AtSource(Events);

        var rehearsed = move.Run("rehearsal", $$"""
            write() { [ "$1" = target ] || ask source "INSERT INTO {{move.Name}}.log (what) VALUES ('meanwhile')"; }
            before exact_floats 'write "$@"'
            """).Succeeded().Text;
        move.AtSource("DELETE FROM log WHERE what = 'meanwhile'; ALTER TABLE log AUTO_INCREMENT = 4");

        Assert.Contains("2 facts changed during the rehearsal", rehearsed, StringComparison.Ordinal);
        Assert.Contains("5 tables are equal", rehearsed, StringComparison.Ordinal);
        Assert.Equal((true, true), move.InUse);
        Assert.Equal("", move.AtTarget($"SHOW DATABASES LIKE '{move.Name}_incoming'"));
        Assert.Equal("former", move.AtTarget("SHOW TABLES"));

        move.Run("move").Succeeded();

        Assert.Equal(before, move.AtTarget(Everything));
        Assert.Equal(events, move.AtTarget(Events));
        Assert.Equal((false, true), move.InUse);
        Assert.Contains("DISABLED", move.AtSource("SELECT STATUS FROM information_schema.EVENTS WHERE EVENT_NAME = 'clean' "
            + "AND EVENT_SCHEMA = DATABASE()"), StringComparison.Ordinal);
        Assert.DoesNotContain("root@", move.AtTarget(Definers), StringComparison.Ordinal);
        Assert.Contains("former", move.AtTarget($"SHOW TABLES IN {move.Name}_before"), StringComparison.Ordinal);
        move.Target.Sql("INSERT INTO posts (body) VALUES ('new'); SELECT titled(1); SELECT * FROM titles");
        Assert.Equal("2", move.AtTarget("SELECT COUNT(*) FROM log"));
        Assert.Equal("16777216", move.AtTarget("SELECT @@GLOBAL.max_allowed_packet"));
        Each.Of(move.Passwords, password => Assert.DoesNotContain(password, move.Arguments, StringComparison.Ordinal));

        Assert.Contains("writes were stopped for", move.Run("move").Succeeded().Text, StringComparison.Ordinal);
        Assert.Equal("2", move.AtTarget("SELECT COUNT(*) FROM log"));
    }

    [SkippableFact]
    public void EachDifferenceIsNamedWithBothValuesAndNothingIsCutOver()
    {
        using var move = Filled();
        move.AtTarget("CREATE TABLE former (id int PRIMARY KEY)");
        var incoming = $"{move.Name}_incoming";

        var said = move.Run("move", $$"""
            after copy "ask target 'UPDATE {{incoming}}.latin SET value = 0xfd; DROP TABLE {{incoming}}.meta;
              ALTER TABLE {{incoming}}.posts AUTO_INCREMENT = 3; ALTER TABLE {{incoming}}.log AUTO_INCREMENT = 2;
              ALTER TABLE {{incoming}}.posts MODIFY body longtext COLLATE utf8mb4_general_ci NOT NULL;
              DROP TRIGGER {{incoming}}.logged; DROP EVENT {{incoming}}.clean;
              UPDATE {{incoming}}.posts SET rating = 0.123457 WHERE ID = 1'"
            """).Failed("differences between").Text;

        Assert.Matches("table latin: 1 rows, sum [0-9]+, in the copy: 1 rows, sum [0-9]+", said);
        Assert.Matches("table posts: 2 rows, sum [0-9]+, in the copy: 2 rows, sum [0-9]+", said);
        Assert.Matches("table meta: 2 rows, sum [0-9]+, missing in the copy", said);
        Assert.Contains("auto_increment of log: 4, behind in the copy: 2", said, StringComparison.Ordinal);
        Assert.Contains(
            "column posts.body: 3 longtext NOT NULL utf8mb4 utf8mb4_unicode_520_ci, in the copy: "
                + "3 longtext NOT NULL utf8mb4 utf8mb4_general_ci",
            said,
            StringComparison.Ordinal);
        Assert.Matches("event clean: .*, missing in the copy", said);
        Assert.Equal((true, true), move.InUse);
        Assert.Equal("former", move.AtTarget("SHOW TABLES"));
        Assert.Equal("ENABLED", move.AtSource($"SELECT STATUS FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() "
            + "AND EVENT_NAME = 'clean'"));
    }

    [SkippableFact]
    public void RehearsalNamesDifferencesAndStopsNothing()
    {
        using var move = Filled();

        var said = move.Run("rehearsal", $$"""
            kind_fence() { fail stopped; }
            after copy "ask target 'DELETE FROM {{move.Name}}_incoming.log'"
            """).Failed("1 differences between").Text;

        Assert.Matches("table log: 1 rows, sum [0-9]+, in the copy: 0 rows, sum 0", said);
        Assert.Equal((true, true), move.InUse);
    }

    [SkippableFact]
    public void WriteThatComesAfterTheStopIsFound()
    {
        using var move = Filled();

        move.Run("move", $$"""
            sneak() { ask source "INSERT INTO {{move.Name}}.latin VALUES ('a', 'b')"; }
            after kind_verify sneak
            """).Failed("the source was written to after its writers were stopped");

        Assert.Equal((true, true), move.InUse);
        Assert.Equal("", move.AtTarget("SHOW TABLES"));
    }

    [SkippableFact]
    public void ConnectionsThatAreOpenWhenAccountsAreLockedAreEnded()
    {
        using var move = Filled();
        move.AtSource($"CREATE ROLE {move.Name}_writers; GRANT INSERT ON {move.Name}.* TO {move.Name}_writers; "
            + $"CREATE USER {move.Name}_job@'%' IDENTIFIED BY 'j'; GRANT {move.Name}_writers TO {move.Name}_job@'%'; "
            + $"CREATE USER {move.Name}_off@'%' IDENTIFIED BY 'o' ACCOUNT LOCK; GRANT SELECT ON {move.Name}.* TO {move.Name}_off@'%'; "
            + $"CREATE USER other@'%' IDENTIFIED BY 'o'");
        var open = Task.Run(() => move.Source.Server.Query(
            move.Name, move.Source.Password, move.Name, "BEGIN; INSERT INTO latin VALUES ('late', 'x'); SELECT SLEEP(100); COMMIT"));
        Waiting.Until(
            () => move.AtSource("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(100)'") == "1",
            "the app writes");

        move.Call("kind_check; kind_fence").Succeeded();

        Assert.NotEqual(0, open.GetAwaiter().GetResult().Code);
        Assert.Equal("0", move.AtSource("SELECT COUNT(*) FROM latin WHERE id = 'late'"));
        Assert.Equal((false, true), move.InUse);
        Assert.NotEqual(0, move.Source.Server.Query($"{move.Name}_job", "j", "", "SELECT 1").Code);
        Assert.Equal(0, move.Source.Server.Query("other", "o", "", "SELECT 1").Code);

        move.Call("kind_unfence").Succeeded();

        Assert.Equal((true, true), move.InUse);
        Assert.Equal(0, move.Source.Server.Query($"{move.Name}_job", "j", "", "SELECT 1").Code);
        Assert.NotEqual(0, move.Source.Server.Query($"{move.Name}_off", "o", "", "SELECT 1").Code);
    }

    [SkippableFact]
    public void RunsThatAreCutOffInEachStageBeginAgainAndNeverLeaveBothSidesInUse()
    {
        using var move = Filled();
        move.AtTarget("CREATE TABLE former (id int PRIMARY KEY); INSERT INTO former VALUES (7); CREATE VIEW old AS SELECT * FROM former; "
            + "CREATE TRIGGER formed AFTER INSERT ON former FOR EACH ROW SET @x = 1");
        var before = move.AtSource(Everything);

        foreach (var (stage, closed) in ((string, bool)[])
        [
            ("after kind_fence power_off", false),
            ("meter() { head -c 2000; power_off; }", false),
            ("after set_stage 'case $2 in swapping) power_off ;; esac'", true),
            ("after rename_all power_off", true),
            ("before conclude power_off", true),
        ])
        {
            Assert.Equal((stage, 137), (stage, move.Run("move", stage).Code));
            Assert.Equal((stage, (false, !closed)), (stage, move.InUse));
        }

        Assert.Equal(1, move.Call("kind_is_cut || exit").Code);

        // A connection that is lost, unlike a run that dies, leads to what was before, also in the middle of the exchange.
        move.Run("move", "meter() { head -c 2000; return 1; }").Failed("was cut off or refused");
        move.Run("move", "before equal '[ \"$2\" != \"$WORK/swapped\" ] || fail torn mend'").Failed("torn");
        Assert.Equal((true, true), move.InUse);
        Assert.Equal(before, move.AtSource(Everything));
        Assert.Equal("7", move.AtTarget("SELECT * FROM old"));
        Assert.Equal("formed", move.AtTarget("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"));

        Assert.Equal(137, move.Run("move", "after conclude power_off").Code);
        Assert.Equal((false, false), move.InUse);
        move.Call("kind_is_cut").Succeeded();

        Assert.Equal((false, true), move.InUse);
        Assert.Equal(before, move.AtTarget(Everything));
        Assert.Equal("7", move.AtTarget($"SELECT * FROM {move.Name}_before.former"));
        Assert.Equal("", move.AtTarget($"SHOW DATABASES LIKE '{move.Name}_incoming'"));
    }

    [SkippableFact]
    public void WhatTheClusterCannotTakeIsRefusedBeforeAnythingIsStopped()
    {
        using var move = Filled();
        move.AtSource("CREATE TABLE keyless (a int); CREATE TABLE older (a int PRIMARY KEY) ENGINE=MyISAM");

        var said = move.Run("move", "kind_fence() { fail 'the source was stopped'; }").Failed("only InnoDB tables with a primary key").Text;
        Assert.Contains("ALTER TABLE `keyless` ADD PRIMARY KEY (...); ALTER TABLE `older` ENGINE=InnoDB;", said, StringComparison.Ordinal);

        move.AtSource("DROP TABLE keyless, older");
        move.Run("move", """
            eval "real_$(declare -f ask)"
            ask() { real_ask "$@" | if [ "$1" = target ]; then sed /unicode_520/d; else cat; fi; }
            """).Failed("the cluster does not know the collations of").Failed("utf8mb4_unicode_520_ci");
        move.Run("move", "SPARE_MIB=100000000").Failed("MiB free, and the copy of");
        move.Set("DATABASE_USER", "nobody");
        move.Run("move").Failed("with the user nobody");
        Assert.Equal((true, true), move.InUse);
    }

    [SkippableFact]
    public void WayBackBringsWhatWasWrittenInTheClusterAndOnlyThat()
    {
        using var move = Filled();
        var events = move.AtSource(Events);
        var definers = move.AtSource(Definers);
        move.Run("move").Succeeded();
        var before = move.AtSource(Everything);

        Assert.Contains("nothing was written", move.Run("back").Succeeded().Text, StringComparison.Ordinal);

        Assert.True(move.InUse.Source);
        Assert.Equal(before, move.AtSource(Everything));
        Assert.Equal(events, move.AtSource(Events));

        move.Run("move").Succeeded();
        move.Target.Sql("SET sql_mode = ''; INSERT INTO posts (body, rating) VALUES ('new 😀', 0.7654321); "
            + "CREATE TABLE made (id int PRIMARY KEY, t text)");
        var written = move.AtTarget(Everything);
        Assert.Equal(137, move.Run("back", "after rename_all power_off").Code);
        Assert.Equal((false, false), move.InUse);
        move.Run("back", $"after copy \"ask source 'DELETE FROM {move.Name}_incoming.posts'\"").Failed("table posts: 3 rows");

        Assert.Contains("was copied back", move.Run("back").Succeeded().Text, StringComparison.Ordinal);

        Assert.True(move.InUse.Source);
        Assert.Equal(written, move.AtSource(Everything));
        Assert.Equal(events, move.AtSource(Events));
        Assert.Equal(definers, move.AtSource(Definers));
        Assert.Equal("", move.AtSource("SELECT * FROM made"));
        Assert.Equal("2", move.AtSource($"SELECT COUNT(*) FROM {move.Name}_before.posts"));

        move.Source.Sql("INSERT INTO log (what) VALUES ('later')");
        move.Run("back").Succeeded();
        Assert.Equal("1", move.AtSource("SELECT COUNT(*) FROM log WHERE what = 'later'"));
    }

    [SkippableFact]
    public void NothingIsWrittenInTheClusterAfterTheQuestionWhetherAnythingWas()
    {
        using var move = Filled();
        move.Run("move").Succeeded();
        var app = $"{move.TargetClient} --user={move.Name} --password={move.Target.Password}";

        var said = move.Run("back", $$"""
            after mark_of_target "{{app}} {{move.Name}} -e \"INSERT INTO log (what) VALUES ('sneaked')\" >&2 && echo accepted >&2 || true"
            """).Succeeded().Text;

        Assert.DoesNotContain("accepted", said, StringComparison.Ordinal);
        Assert.Contains("Access denied", said, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("after kind_unfence power_off")]
    [InlineData("after drop_objects power_off")]
    [InlineData("after rename_all power_off")]
    [InlineData("after create_objects power_off")]
    public void ClusterHasWhatItHadBeforeTheMoveAfterTheWayBack(string cut)
    {
        using var move = Filled();
        move.AtTarget("CREATE TABLE former (id int PRIMARY KEY); INSERT INTO former VALUES (7); CREATE VIEW old AS SELECT * FROM former; "
            + "CREATE EVENT aged ON SCHEDULE EVERY 1 DAY DO DELETE FROM former WHERE id < 0; "
            + "CREATE EVENT rests ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM former; "
            + "CREATE TRIGGER formed AFTER INSERT ON former FOR EACH ROW SET @x = 1");
        move.Run("move").Succeeded();
        if (cut.Length > 0)
        {
            Assert.Equal(137, move.Run("back", cut).Code);
            Assert.Equal((true, false), move.InUse);
        }

        move.Run("back").Succeeded();

        Assert.Equal((true, true), move.InUse);
        Assert.Equal("7", move.AtTarget("SELECT * FROM old"));
        Assert.Equal("former\nold", move.AtTarget("SHOW TABLES"));
        Assert.Equal("formed", move.AtTarget("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"));
        Assert.Equal("aged\tENABLED\nrests\tDISABLED", move.AtTarget(
            "SELECT EVENT_NAME, STATUS FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE() ORDER BY 1"));
        Assert.Equal("2", move.AtTarget($"SELECT COUNT(*) FROM {move.Name}_returned.posts"));
        Assert.Equal("", move.AtTarget($"SHOW DATABASES LIKE '{move.Name}_before'"));
    }

    [SkippableFact]
    public void AccountsThatServeOtherDatabasesAreNotLockedForGood()
    {
        using var move = Filled();
        var (admin, shared) = ($"{move.Name}_admin", $"{move.Name}_shared");
        move.AtSource($"CREATE USER {admin}@'%' IDENTIFIED BY 'a'; GRANT ALL ON *.* TO {admin}@'%'; CREATE DATABASE {move.Name}_other; "
            + $"CREATE USER {shared}@'%' IDENTIFIED BY 's'; GRANT SELECT ON {move.Name}.* TO {shared}@'%'; "
            + $"GRANT ALL ON {move.Name}_other.* TO {shared}@'%'");
        bool Enters(string account, string password) => move.Source.Server.Query(account, password, "", "SELECT 1").Code == 0;

        move.Run("move", "kind_fence() { fail stopped; }")
            .Failed($"have rights in other databases too, which a lock would stop as well: '{shared}'@'%'");
        move.AtSource($"REVOKE SELECT ON {move.Name}.* FROM {shared}@'%'");
        // Another move from the same server has it closed too.
        move.Call($"kind_fence; KEY=lab/other; DATABASE={move.Name}_other; kind_fence; KEY=lab/{move.Name}; DATABASE={move.Name}; "
            + "kind_unfence").Succeeded();
        Assert.False(Enters(admin, "a"));
        move.Call($"KEY=lab/other; DATABASE={move.Name}_other; open_side source").Succeeded();
        Assert.True(Enters(admin, "a"));

        var said = move.Run("move", $$"""
            after kind_fence "! {{move.SourceClient}} --user={{admin}} --password=a -e 'SELECT 1'"
            """).Succeeded().Text;

        Assert.Matches($"these have rights in all databases of docker-1 and can connect again; .*'{admin}'@'%'", said);
        Assert.True(Enters(admin, "a"));
        Assert.True(Enters(shared, "s"));
        Assert.False(move.InUse.Source);
        move.AtSource($"DROP USER {admin}@'%', {shared}@'%'; DROP DATABASE {move.Name}_other");
    }

    [SkippableFact]
    public void FullTargetDiskIsNamedAndTheSourceIsInUseAgain()
    {
        using var move = servers.MoveToSmallDisk();
        move.AtSource("CREATE TABLE big (id int PRIMARY KEY, t longtext); "
            + "INSERT INTO big SELECT seq, REPEAT(MD5(seq), 3000) FROM seq_1_to_600");

        move.Run("move", "SPARE_MIB=-1000").Failed($"the disk of {move.Name} on the cluster is full (0 MiB free)");

        Assert.True(move.InUse.Source);
    }

    private MySqlMove Filled()
    {
        var move = servers.Move();
        move.AtSource(Shop);
        return move;
    }
}
