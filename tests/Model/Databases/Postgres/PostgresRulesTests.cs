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

    [Theory]
    [InlineData("v1.33.9+k3s1")]
    [InlineData("v1.37.0+k3s1")]
    [Pitfall("postgres-operator-versions")]
    public void RefusesKubernetesThatTheOperatorDoesNotSupport(string version) =>
        RefusedAmongOthers($"cluster: {{k3s: {{version: {version}}}}}", "CloudNativePG supports Kubernetes 1.34 to 1.36", version);

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
