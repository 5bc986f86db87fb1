using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Databases.Postgres;

public sealed class PostgresRulesTests
{
    [Theory]
    [InlineData("synchronousReplicas: 3", "3 synchronous replicas of 3 instances")]
    [InlineData("databases: [{name: discourse, extensions: [hstore, hstore]}]", "'hstore' is listed twice, which CloudNativePG refuses")]
    [InlineData(
        "image: 'postgres@sha256:0000000000000000000000000000000000000000000000000000000000000000'",
        "has no tag; CloudNativePG reads PostgreSQL's major version there, e.g. 15-cjk")]
    [InlineData("image: 'mysql:15'", "databases.postgres[postgres].image: 'mysql:15' is no image of PostgreSQL")]
    [InlineData("image: 'dirtbikechina/postgres:cjk-15'", "does not begin with PostgreSQL's major version")]
    [InlineData("spreadRequired: true", "3 instances of 'postgres' on different nodes, and 2 nodes take them")]
    [InlineData(
        "parameters: {shared_buffers: '65536'}",
        "shared_buffers of 'postgres' are 65536 without a unit, which CloudNativePG reads as 65536MB, and an instance asks for 512Mi")]
    [InlineData("parameters: {shared_buffers: 4294967296kB}", "and an instance asks for 512Mi of memory")]
    [InlineData("parameters: {shared_buffers: '0x4000'}", "'0x4000' is no value of 'shared_buffers' of 'postgres'; CloudNativePG reads")]
    [InlineData("parameters: {min_wal_size: 1e2}", "'1e2' is no value of 'min_wal_size' of 'postgres'; CloudNativePG reads a size like")]
    [InlineData("parameters: {min_wal_size: 2GB, max_wal_size: 1GB}", "min_wal_size of 'postgres' is 2048MB, and max_wal_size 1024MB")]
    [InlineData("parameters: {min_wal_size: 1GB, max_wal_size: 1GB}", "CloudNativePG refuses that: make max_wal_size the larger one")]
    [InlineData("parameters: {min_wal_size: 16MB}", "min_wal_size of 'postgres' is less than two segments of the write-ahead log")]
    [InlineData("parameters: {max_wal_size: 16MB}", "max_wal_size of 'postgres' is less than two segments of the write-ahead log")]
    [InlineData("parameters: {max_wal_size: 10GB}", "max_wal_size of 'postgres' is 10240MB, and the volume of its write-ahead log 10Gi")]
    [InlineData("parameters: {min_wal_size: 6GB}", "max_wal_size of 'postgres' is 12288MB, and the volume")]
    [InlineData("parameters: {wal_keep_size: 11GB}", "wal_keep_size of 'postgres' is 11264MB, and the volume of its write-ahead log 10Gi")]
    [InlineData("walSize: 300Mi", "databases.postgres[postgres].walSize: 300Mi do not hold the write-ahead log of 'postgres'")]
    [InlineData(
        "parameters: {max_connections: '3'}",
        "'postgres' reserves 3 of its 3 connections, and leaves none",
        "max_connections to 4 at least")]
    [InlineData(
        "pooler: {poolSize: 198}",
        "databases.postgres[postgres].pooler.poolSize: the pooler of 'postgres' opens up to 198 connections for a database",
        "write 197 at most, or raise max_connections")]
    [InlineData("databases: [{name: shop, owner: public}]", "'public' is an account of the server's own or of its operator")]
    [InlineData("parameters: {superuser_reserved_connections: '200'}", "'postgres' reserves 200 of its 200 connections")]
    [InlineData("parameters: {superuser_reserved_connections: '190', reserved_connections: '10'}", "reserves 200 of its 200 connections")]
    [InlineData("parameters: {synchronous_commit: 'off'}", "before any replica has it, and synchronousReplicas asks for 1")]
    [InlineData("parameters: {synchronous_commit: LOCAL}", "leave it out, or set synchronousReplicas: 0")]
    [InlineData("parameters: {synchronous_commit: 'no'}", "'synchronous_commit: no' of 'postgres' confirms")]
    [InlineData("parameters: {max_wal_senders: '2'}", "'max_wal_senders: 2' of 'postgres' is too little for 3 instances")]
    [InlineData("parameters: {max_replication_slots: '1'}", "'max_replication_slots: 1' of 'postgres' is too little for 3 instances")]
    [InlineData("parameters: {wal_log_hints: 'off'}", "is refused by CloudNativePG for more than one instance")]
    [InlineData("parameters: {Max_Connections: '300'}", "'Max_Connections' of 'postgres' is in capitals", "write max_connections")]
    [InlineData("parameters: {shared_buffers: 1GB}", "shared_buffers of 'postgres' are 1GB, and an instance asks for 512Mi of memory")]
    [Pitfall("postgres-image-tag")]
    [Pitfall("postgres-synchronous-count")]
    public void RefusesWhatCannotWork(string setting, params string[] says) =>
        Refused($"databases: {{postgres: [{{name: postgres, {setting}}}]}}", says);

    [Fact]
    public void RefusesADataVolumeThatDoesNotHoldTheLog() => Refused(
        "{databases: {postgres: [{name: postgres, walSize: null}]}, storage: {volumes: [{name: postgres-data, size: 500Mi}]}}",
        "storage.volumes[postgres-data].size: 500Mi do not hold the write-ahead log of 'postgres'; write 1Gi at least");

    [Theory]
    [InlineData("parameters: {max_wal_size: 300MB}")]
    [InlineData("parameters: {max_wal_size: '64'}")]
    [InlineData("parameters: {min_wal_size: 4GB}")]
    [InlineData("parameters: {synchronous_commit: 'off'}, synchronousReplicas: 0")]
    [InlineData("parameters: {max_connections: '4'}, pooler: {poolSize: 1}")]
    [InlineData("parameters: {max_wal_senders: '3'}")]
    [InlineData("parameters: {wal_log_hints: 'off'}, instances: 1, synchronousReplicas: 0")]
    [InlineData("parameters: {TimeZone: Asia/Shanghai, datestyle: 'SQL, DMY'}")]
    [InlineData("walSize: 1Gi")]
    [InlineData("pooler: {poolSize: 197}")]
    public void AcceptsWhatWorks(string setting) => Accepted($"databases: {{postgres: [{{name: postgres, {setting}}}]}}");

    [Fact]
    public void RefusesAMisspeltParameter() => Refused(
        "databases: {postgres: [{name: postgres, parameters: {max_conections: '300'}}]}",
        "'max_conections' of 'postgres' is no parameter of PostgreSQL; did you mean 'max_connections'?");

    [Theory]
    [InlineData("summarize_wal", "on")]
    [InlineData("pg_stat_statements.max", "1000")]
    public void AcceptsAParameterOfAnotherVersionOrExtension(string name, string value) =>
        Accepted($"databases: {{postgres: [{{name: postgres, parameters: {{{name}: '{value}'}}}}]}}");

    [Theory]
    [InlineData("archive_library", "basic_archive", "takes the archive away from CloudNativePG")]
    [InlineData("huge_pages", "on", "lets no server start: its pods have no huge pages")]
    [InlineData("zero_damaged_pages", "yes", "deletes data that is damaged")]
    [InlineData("session_replication_role", "replica", "switches foreign keys off")]
    [InlineData("fsync", "off", "can destroy the data when a node fails")]
    [InlineData("full_page_writes", "FALSE", "can destroy the data when a node fails")]
    [InlineData("wal_level", "minimal", "writes too little for replicas and the archive")]
    [InlineData("max_wal_senders", "0", "lets no replica follow")]
    [InlineData("default_transaction_read_only", "on", "makes every database read-only")]
    public void RefusesAHarmfulParameter(string name, string value, string harm) => Refused(
        $"databases: {{postgres: [{{name: postgres, parameters: {{{name}: '{value}'}}}}]}}",
        $"databases.postgres[postgres].parameters: '{name}: {value}' of 'postgres' {harm}");

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("wal_level", "logical")]
    [InlineData("max_wal_senders", "10")]
    [InlineData("default_transaction_read_only", "off")]
    public void AcceptsTheSafeValueOfSuchAParameter(string name, string value) =>
        Accepted($"databases: {{postgres: [{{name: postgres, parameters: {{{name}: '{value}'}}}}]}}");

    [Theory]
    [InlineData("archive_mode", "'on'")]
    [InlineData("port", "'5433'")]
    [InlineData("ssl", "'off'")]
    [InlineData("hba_file", "/tmp/x")]
    [InlineData("shared_preload_libraries", "vector")]
    [InlineData("Archive_Mode", "'on'")]
    [InlineData("allow_alter_system", "'on'")]
    [InlineData("temp_tablespaces", "fast")]
    [Pitfall("postgres-parameter-fixed")]
    public void RefusesParametersThatTheOperatorSets(string name, string value) => Refused(
        $"databases: {{postgres: [{{name: postgres, parameters: {{{name}: {value}}}}}]}}",
        $"databases.postgres[postgres].parameters: '{name}' of 'postgres' is set by CloudNativePG");

    [Theory]
    [InlineData("shared_buffers", "lots", "PostgreSQL reads a whole number from 16 to 1073741823 of 8kB, or one with kB, MB or GB")]
    [InlineData("shared_buffers", "512mb", "a whole number from 16")]
    [InlineData("max_connections", "0", "a whole number from 1 to 262143")]
    [InlineData("work_mem", "99999999999999999999GB", "of kB, or one with kB, MB or GB")]
    [InlineData("statement_timeout", "5 minutes", "of ms, or one with ms, s, min, h or d")]
    [InlineData("random_page_cost", "-1", "a number from 0 to")]
    [InlineData("autovacuum", "maybe", "on or off")]
    [InlineData("synchronous_commit", "sometimes", "one of local, remote_write, remote_apply, on, off")]
    [InlineData("timezone", "Mars/Base", "a name of the time zone database, like Europe/Berlin, or UTC")]
    [InlineData("TimeZone", "Berlin", "a name of the time zone database")]
    [InlineData("log_timezone", "Europe/New York", "a name of the time zone database")]
    [InlineData("lc_messages", "german", "a locale of its image")]
    [InlineData("lc_time", "en-US", "a locale of its image")]
    [InlineData("DateStyle", "ISO, XYZ", "a style and an order, like ISO, DMY")]
    [InlineData("block_size", "8192", "none: it is fixed when the server is built")]
    [Pitfall("postgres-parameter-text")]
    public void RefusesWhatIsNoValueOfAParameter(string name, string value, string says) => Refused(
        $"databases: {{postgres: [{{name: postgres, parameters: {{{name}: '{value}'}}}}]}}",
        $"'{value}' is no value of '{name}' of 'postgres'",
        says);

    [Theory]
    [InlineData("shared_buffers", "256 MB")]
    [InlineData("shared_buffers", "0.25GB")]
    [InlineData("shared_buffers", "262144kB")]
    [InlineData("work_mem", "0x1000")]
    [InlineData("archive_timeout", "5min")]
    [InlineData("archive_timeout", "300")]
    [InlineData("idle_in_transaction_session_timeout", "1.5h")]
    [InlineData("random_page_cost", "1.1")]
    [InlineData("seq_page_cost", "1e0")]
    [InlineData("log_min_duration_statement", "-1")]
    [InlineData("autovacuum", "TRUE")]
    [InlineData("jit", "of")]
    [InlineData("synchronous_commit", "remote_apply")]
    [InlineData("synchronous_commit", "yes")]
    [InlineData("huge_pages", "try")]
    [InlineData("default_transaction_isolation", "repeatable read")]
    [InlineData("timezone", "Asia/Shanghai")]
    [InlineData("timezone", "EST5EDT")]
    [InlineData("timezone", "<+08>-8")]
    [InlineData("timezone", "-7.5")]
    [InlineData("timezone", "prc")]
    [InlineData("log_timezone", "America/Argentina/Buenos_Aires")]
    [InlineData("log_timezone", "Etc/GMT+8")]
    [InlineData("lc_messages", "")]
    [InlineData("lc_monetary", "de_DE@euro")]
    [InlineData("lc_numeric", "C.UTF-8")]
    [InlineData("DateStyle", "German")]
    [InlineData("lc_messages", "zh_CN.UTF-8")]
    [InlineData("log_line_prefix", "")]
    [InlineData("log_connections", "authentication,authorization")]
    [InlineData("io_method", "worker")]
    [InlineData("pg_stat_statements.max", "10000")]
    [InlineData("wal_log_hints", "on")]
    public void AcceptsWhatTheServerReads(string name, string value) =>
        Accepted($"databases: {{postgres: [{{name: postgres, parameters: {{{name}: '{value}'}}}}]}}");

    [Theory]
    [InlineData("v1.33.9+k3s1")]
    [InlineData("v1.37.0+k3s1")]
    [Pitfall("postgres-operator-versions")]
    public void RefusesKubernetesThatTheOperatorDoesNotSupport(string version) =>
        RefusedAmongOthers($"cluster: {{k3s: {{version: {version}}}}}", "CloudNativePG 1.30 (1.34 to 1.36)", version);

    [Theory]
    [InlineData("13-cjk", "begins with 13")]
    [InlineData("19", "begins with 19")]
    [InlineData("20261120", "begins with 202")]
    [Pitfall("postgres-operator-versions")]
    public void RefusesPostgresThatTheOperatorDoesNotSupport(string tag, string says) =>
        RefusedAmongOthers(
            $"databases: {{postgres: [{{name: postgres, image: 'dirtbikechina/postgres:{tag}'}}]}}", says, "it supports 14 to 18");

    [Fact]
    [Pitfall("postgres-pooler-name")]
    public void RefusesServerWithTheNameOfAPooler() => RefusedAmongOthers(
        "databases: {postgres: [{name: postgres-pooler, image: 'postgres:15', volume: postgres-data}]}",
        "'postgres-pooler' is the name of the pooler of 'postgres'");

    [Theory]
    [InlineData("2026-03-01T12:30:00")]
    [InlineData("2026-03-01 12:30:00+00")]
    [InlineData("2026-03-01T25:30:00Z")]
    [InlineData("yesterday")]
    [Pitfall("postgres-recovery-time-zone")]
    public void RefusesTimestampWithoutZone(string timestamp) =>
        Refused(
            $"databases: {{postgres: [{{name: postgres, recoverFrom: {{source: postgres-5f3a9c01, targetTime: '{timestamp}'}}}}]}}",
            $"'{timestamp}' is not a timestamp with a zone",
            "2026-03-01T12:30:00Z");

    [Theory]
    [InlineData("2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01T20:30:00+08:00")]
    public void AcceptsTimestampWithZone(string timestamp) =>
        Accepted($"databases: {{postgres: [{{name: postgres, recoverFrom: {{source: postgres-5f3a9c01, targetTime: '{timestamp}'}}}}]}}");

    [Theory]
    [InlineData(
        "databases: {postgres: [{name: postgres, failover: 20s}]}",
        "fail over in 20s, and from a node that goes silent it takes 26s",
        "nodeGracePeriod: 10s at most, or set failover: 26s")]
    [InlineData(
        "databases: {postgres: [{name: postgres, failover: 15s}]}",
        "fail over in 15s, and from a node that goes silent it takes 26s",
        "; set failover: 26s")]
    [InlineData(
        "cluster: {k3s: {nodeGracePeriod: 50s}}",
        "fail over in 30s, and from a node that goes silent it takes 60s",
        "nodeGracePeriod: 20s at most, or set failover: 60s")]
    [Pitfall("lost-node-failover-warning")]
    public void WarnsOfFailoverShorterThanThatOfASilentNode(string overrides, string wrong, string right) =>
        Assert.Contains(
            Warnings(overrides),
            warning => warning.Contains(wrong, StringComparison.Ordinal) && warning.Contains(right, StringComparison.Ordinal));

    [Theory]
    [InlineData("{}")]
    [InlineData("cluster: {k3s: {nodeGracePeriod: 20s}}")]
    [InlineData("databases: {postgres: [{name: postgres, failover: 15s, instances: 1, synchronousReplicas: 0}]}")]
    public void AcceptsFailoverThatASilentNodeKeeps(string overrides) =>
        Each.Lacks(Warnings(overrides), warning => warning.Contains("goes silent", StringComparison.Ordinal));
}
