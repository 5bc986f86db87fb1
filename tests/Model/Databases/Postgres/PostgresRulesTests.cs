using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Databases.Postgres;

public sealed class PostgresRulesTests
{
    [Theory]
    [InlineData("synchronousReplicas: 3", "3 synchronous replicas of 3 instances")]
    [InlineData("image: 'dirtbikechina/postgres:cjk-15'", "does not begin with PostgreSQL's major version")]
    [InlineData("spreadRequired: true", "3 instances of 'postgres' on different nodes, and 2 nodes take them")]
    [InlineData("parameters: {shared_buffers: 1GB}", "shared_buffers of 'postgres' are 1GB, and an instance asks for 512Mi of memory")]
    [Pitfall("postgres-image-tag")]
    [Pitfall("postgres-synchronous-count")]
    public void RefusesWhatCannotWork(string setting, string says) =>
        Refused($"databases: {{postgres: [{{name: postgres, {setting}}}]}}", says);

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
    [InlineData("block_size", "8192", "none: it is fixed when the server is built")]
    [Pitfall("postgres-parameter-text")]
    public void RefusesWhatIsNoValueOfAParameter(string name, string value, string says) => Refused(
        $"databases: {{postgres: [{{name: postgres, parameters: {{{name}: '{value}'}}}}]}}",
        $"'{value}' is no value of '{name}' of 'postgres'",
        says);

    [Theory]
    [InlineData("shared_buffers", "65536")]
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
        Refused($"databases: {{postgres: [{{name: postgres, image: 'dirtbikechina/postgres:{tag}'}}]}}", says, "it supports 14 to 18");

    [Theory]
    [InlineData("postgres: [{name: postgres-pooler, image: 'postgres:15', volume: postgres-data}]")]
    [InlineData("redis: [{name: postgres-pooler, image: 'redis:8.2.1'}]")]
    [Pitfall("postgres-pooler-name")]
    public void RefusesServerWithTheNameOfAPooler(string server) =>
        RefusedAmongOthers($"databases: {{{server}}}", "'postgres-pooler' is the name of the pooler of 'postgres'");

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
