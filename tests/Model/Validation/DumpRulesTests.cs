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
