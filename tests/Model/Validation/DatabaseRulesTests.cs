using Infra.Model.Validation;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class DatabaseRulesTests
{
    [Theory]
    [InlineData("databases: {postgres: [{name: postgres, volume: pg}]}", "there is no volume 'pg'")]
    [InlineData("databases: {postgres: [{name: postgres, namespace: db}]}", "there is no namespace 'db'")]
    [InlineData("databases: {postgres: [{name: postgres, synchronousReplicas: 3}]}", "3 synchronous replicas of 3 instances")]
    [InlineData("databases: {postgres: [{name: postgres, image: 'dirtbikechina/postgres:cjk-15'}]}", "does not begin with PostgreSQL's major version")]
    [InlineData("databases: {postgres: [{name: postgres, spreadRequired: true}]}", "3 instances of 'postgres' on different nodes, and 2 nodes take them")]
    [InlineData("databases: {postgres: [{name: postgres, parameters: {shared_buffers: 1GB}}]}", "shared_buffers of 'postgres' are 1GB, and an instance asks for 512Mi of memory")]
    [InlineData("databases: {mysql: [{name: mysql, nodeLabels: {disk: fast}}]}", "no node that takes apps and databases has the labels 'mysql' asks for")]
    [InlineData("databases: {mysql: [{name: mysql, instances: 2}]}", "'mysql' has 2 members")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, databases: [wordpres]}]}", "there is no database on 'mysql' 'wordpres'")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, destination: somewhere}]}", "'somewhere' is no place rclone knows")]
    [InlineData("databases: {mysql: [{name: mysql, image: 'percona/percona-server:8.4.10-10.1'}]}", "is no image that the operator of MySQL can run")]
    [InlineData("databases: {mysql: [{name: mysql, archive: {baseBackup: '0 1 * * 0'}}]}", "'0 1 * * 0' is not the same every day")]
    [InlineData("databases: {mysql: [{name: mysql, databases: [{name: word-press, owner: wp}]}]}", "'word-press' is no name of a MySQL database")]
    [InlineData("databases: {mysql: [{name: mysql, databases: [{name: blog, owner: a_name_of_33_characters_or_longer}]}]}", "is no name of a MySQL user")]
    [InlineData("databases: {redis: [{name: cache, image: 'redis:8.2.1', volume: cache-data}]}", "there is no volume 'cache-data'")]
    [InlineData("databases: {redis: [{name: cache, image: 'redis:8.2.1', namespace: nowhere}]}", "there is no namespace 'nowhere'")]
    [Pitfall("postgres-image-tag")]
    [Pitfall("postgres-synchronous-count")]
    [Pitfall("mysql-versions")]
    public void WhatCannotWorkIsRefused(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("v1.33.9+k3s1")]
    [InlineData("v1.37.0+k3s1")]
    [Pitfall("postgres-operator-versions")]
    public void KubernetesIsOneThatTheOperatorOfPostgreSqlKnows(string version) =>
        RefusedAmongOthers($"cluster: {{k3s: {{version: {version}}}}}", "the operator of PostgreSQL knows Kubernetes 1.34 to 1.36", version);

    [Theory]
    [InlineData("13-cjk", "begins with 13")]
    [InlineData("19", "begins with 19")]
    [InlineData("20261120", "begins with 202")]
    [Pitfall("postgres-operator-versions")]
    public void PostgreSqlIsOneThatItsOperatorKnows(string tag, string says) =>
        Refused($"databases: {{postgres: [{{name: postgres, image: 'dirtbikechina/postgres:{tag}'}}]}}", says, "it knows 14 to 18");

    [Theory]
    [InlineData("postgres: [{name: postgres-pooler, image: 'postgres:15', volume: postgres-data}]")]
    [InlineData("redis: [{name: postgres-pooler, image: 'redis:8.2.1'}]")]
    [Pitfall("postgres-pooler-name")]
    public void NoServerHasTheNameOfAnothersPooler(string server) =>
        RefusedAmongOthers($"databases: {{{server}}}", "'postgres-pooler' is the name of the pooler before 'postgres'");

    [Theory]
    [InlineData("2026-03-01T12:30:00")]
    [InlineData("2026-03-01 12:30:00+00")]
    [InlineData("2026-03-01T25:30:00Z")]
    [InlineData("yesterday")]
    [Pitfall("postgres-recovery-time-zone")]
    public void AMomentOfRecoveryHasAZone(string moment) =>
        Refused($"databases: {{postgres: [{{name: postgres, recoverFrom: {{source: postgres-5f3a9c01, targetTime: '{moment}'}}}}]}}", $"'{moment}' is no moment with a zone", "2026-03-01T12:30:00Z");

    [Theory]
    [InlineData("2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01T20:30:00+08:00")]
    public void AMomentWithAZoneIsOne(string moment) =>
        Accepted($"databases: {{postgres: [{{name: postgres, recoverFrom: {{source: postgres-5f3a9c01, targetTime: '{moment}'}}}}]}}");

    [Theory]
    [InlineData("databases: {postgres: [{name: postgres, failover: 20s}]}", "fail over in 20s, and from a node that goes silent it takes 26s", "nodeGracePeriod: 10s at most, or set failover: 26s")]
    [InlineData("databases: {postgres: [{name: postgres, failover: 15s}]}", "fail over in 15s, and from a node that goes silent it takes 26s", "; set failover: 26s")]
    [InlineData("cluster: {k3s: {nodeGracePeriod: 50s}}", "fail over in 30s, and from a node that goes silent it takes 60s", "nodeGracePeriod: 20s at most, or set failover: 60s")]
    [Pitfall("lost-node-failover-warning")]
    public void AFailoverShorterThanThatOfASilentNodeIsAWarning(string overrides, string wrong, string right) =>
        Assert.Contains(Warnings(overrides), warning => warning.Contains(wrong, StringComparison.Ordinal) && warning.Contains(right, StringComparison.Ordinal));

    [Theory]
    [InlineData("{}")]
    [InlineData("cluster: {k3s: {nodeGracePeriod: 20s}}")]
    [InlineData("databases: {postgres: [{name: postgres, failover: 15s, instances: 1, synchronousReplicas: 0}]}")]
    public void AFailoverThatASilentNodeKeepsIsNone(string overrides) =>
        Assert.DoesNotContain(Warnings(overrides), warning => warning.Contains("goes silent", StringComparison.Ordinal));

    [Fact]
    [Pitfall("mysql-shared-node")]
    public void MembersThatShareTwoNodesAreAWarning()
    {
        Assert.Contains(Warnings("databases: {mysql: [{name: mysql, onControlPlane: false, spreadRequired: false}]}"), warning => warning.Contains("3 members of 'mysql' share 2 nodes", StringComparison.Ordinal));
        Assert.DoesNotContain(Warnings("{}"), warning => warning.Contains("members of 'mysql'", StringComparison.Ordinal));
    }

    [Fact]
    public void ATaintThatNothingToleratesIsNoPlace() =>
        Refused("databases: {mysql: [{name: mysql, onControlPlane: false}]}", "3 instances of 'mysql' on different nodes, and 2 nodes take them");

    [Fact]
    public void ADumpOfAGuestWouldRunBesideItsOwnersServer() => Assert.Contains(
        Errors("databases: {dumps: [{name: own, server: mysql, image: 'a:1', destination: 'b2:x', rcloneConfig: rcloneConfig}]}", "test"),
        error => error.Contains("would run beside 'mysql', in a namespace of the cluster's owner", StringComparison.Ordinal));

    [Fact]
    public void AServersNameIsItsAloneAcrossKinds() =>
        RefusedAmongOthers("databases: {redis: [{name: mysql, image: 'redis:8.2.1'}]}", "the database server 'mysql' is taken");

    [Fact]
    [Pitfall("mysql-name-length")]
    public void AMySqlClustersNameHas22Characters() =>
        RefusedAmongOthers($"databases: {{mysql: [{{name: {new string('m', 23)}, image: 'percona/percona-xtradb-cluster:8.4.8-8.1', volume: mysql-data}}]}}", "has 23 characters");

    [Fact]
    [Pitfall("dumps-name-length")]
    public void ACronJobsNameHas52Characters() =>
        Refused($"databases: {{dumps: [{{name: {new string('d', 53)}, server: mysql, image: 'a:1', destination: 'b2:x', rcloneConfig: rcloneConfig}}]}}", "has 53 characters");

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [Pitfall("mysql-quorum")]
    public void APrimaryIsElectedByAMajority(int members, bool can) => Assert.Equal(can, DatabaseRules.CanElect(members));
}
