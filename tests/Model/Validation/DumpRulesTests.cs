using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class DumpRulesTests
{
    private const string Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    [Theory]
    [InlineData("databases: [wordpres]", "there is no database on 'mysql' 'wordpres'")]
    [InlineData("destination: somewhere", "databases.dumps[mysql-backup-offsite].destination: 'somewhere' is not a place rclone knows")]
    [InlineData("keepLeast: 0", "databases.dumps[mysql-backup-offsite].keepLeast: 0 is not in range")]
    [InlineData(
        "encryptFor: [" + Recipient + "], identity: rcloneConfig",
        "has no age to encrypt 'mysql-backup-offsite' with")]
    public void RefusesWhatCannotWork(string setting, string says) =>
        Refused($"databases: {{dumps: [{{name: mysql-backup-offsite, {setting}}}]}}", says);

    [Theory]
    [InlineData("postgres", "postgres:14.19", "has a dump tool of another version than 'postgres'", "whose tag begins with 15")]
    [InlineData("postgres", "registry.example.org:5000/ops/postgres-tools:17-1", "has a dump tool of another version", "begins with 15")]
    [InlineData("postgres", "postgres:150", "has a dump tool of another version", "begins with 15")]
    [InlineData("postgres", "mysql:8.4.1", "is an image of another engine than 'postgres'", "of the server, of version 15")]
    [InlineData("postgres", "redis:8.2.1", "is an image of another engine than 'postgres'", "of the server, of version 15")]
    [InlineData("mysql", "postgres:15.14", "is an image of another engine than 'mysql'", "of the server, of version 8.4")]
    [InlineData("mysql", "mariadb:11.8", "is an image of another engine than 'mysql'", "of the server, of version 8.4")]
    [InlineData("mysql", "percona/percona-server:8.0.43-34.1", "has a dump tool of another version than 'mysql'", "begins with 8.4")]
    [InlineData("mysql", "mysql:9.1", "has a dump tool of another version than 'mysql'", "begins with 8.4")]
    public void RefusesAnImageWhoseToolCannotDumpTheServer(string server, string image, string wrong, string right) => Refused(
        $"databases: {{dumps: [{{name: {server}-backup-offsite, image: '{image}'}}]}}",
        $"databases.dumps[{server}-backup-offsite].image: '{image}' {wrong}",
        right);

    [Theory]
    [InlineData("postgres", "postgres:15")]
    [InlineData("postgres", "dirtbikechina/postgres:15-cjk")]
    [InlineData("postgres", "pgvector/pgvector:pg15")]
    [InlineData("postgres", "ops/dump-tools:1.4.0")]
    [InlineData("postgres", "mysql.example.org/redis/postgresql@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("mysql", "mysql:8.4")]
    [InlineData("mysql", "percona/percona-xtradb-cluster:8.4.8-8.1")]
    public void AcceptsAnImageWithTheServersTools(string server, string image) =>
        Accepted($"databases: {{dumps: [{{name: {server}-backup-offsite, image: '{image}'}}]}}");

    [Fact]
    public void RefusesDumpBesideTheServerOfTheClustersOwner() => Assert.Contains(
        Errors("databases: {dumps: [{name: own, server: mysql, image: 'a:1', destination: 'b2:x', rcloneConfig: rcloneConfig}]}", "test"),
        error => error.Contains("would run beside 'mysql', in a namespace of the cluster's owner", StringComparison.Ordinal));

    [Theory]
    [InlineData("identity: rcloneConfig", false)]
    [InlineData("testsRestore: false", false)]
    [InlineData("", true)]
    public void WarnsOfARestoreTestThatCannotOpenTheDump(string setting, bool warned) => Assert.Equal(
        warned
            ? [
                "overrides:1: warning: databases.dumps[mysql-backup-offsite].identity: the restore test of 'mysql-backup-offsite' cannot "
                    + "open what is encrypted; name a declared secret with an identity, or set testsRestore: false",
            ]
            : [],
        Warnings(
            $"databases: {{dumps: [{{name: mysql-backup-offsite, encryptFor: [{Recipient}], tools: 'tools:1.0', {setting}}}]}}")
            .Where(warning => warning.Contains("cannot open", StringComparison.Ordinal)));

    [Theory]
    [InlineData(
        "{mysql: [{name: mysql, databases: [{name: a}, {name: a_restore}]}], "
            + "dumps: [{name: mysql-backup-offsite, databases: {replace: [a, a_restore]}}]}",
        "the job 'mysql-backup-offsite-a-restore' of 'a_restore' has the name of that of 'mysql-backup-offsite' for 'a'")]
    [InlineData(
        "{mysql: [{name: mysql, databases: [{name: c}, {name: b_c}]}], dumps: ["
            + "{name: a, server: mysql, databases: [b_c], image: 'mysql:8.4', destination: 'b2:x/1', rcloneConfig: rcloneConfig}, "
            + "{name: a-b, server: mysql, databases: [c], image: 'mysql:8.4', destination: 'b2:x/2', rcloneConfig: rcloneConfig}]}",
        "dumps[a-b].name: the job 'a-b-c' of 'c' has the name of that of 'a' for 'b_c'")]
    public void RefusesTwoJobsOfOneName(string databases, string says) => RefusedAmongOthers($"databases: {databases}", says);

    [Fact]
    public void RefusesTwoDumpsWithOneDestination() => Refused(
        "databases: {dumps: [{name: own, server: mysql, image: 'a:1', " +
        "destination: 'b2:dirtbikechina-offsite/mysql', rcloneConfig: rcloneConfig}]}",
        "two dumps of 'mysql' write to");

    [Fact]
    [Pitfall("dumps-name-length")]
    public void RefusesNameOf53Characters() =>
        Refused(
            $"databases: " +
            $"{{dumps: [{{name: {new string('d', 53)}, server: mysql, image: 'a:1', destination: 'b2:x', rcloneConfig: rcloneConfig}}]}}",
            "databases.dumps[ddddddddddddddddddddddddddddddddddddddddddddddddddddd].name: "
                + "'ddddddddddddddddddddddddddddddddddddddddddddddddddddd' is not a valid name");
}
