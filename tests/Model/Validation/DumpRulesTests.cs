using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class DumpRulesTests
{
    [Theory]
    [InlineData("databases: [wordpres]", "there is no database on 'mysql' 'wordpres'")]
    [InlineData("destination: somewhere", "databases.dumps[mysql-backup-offsite].destination: 'somewhere' is not a place rclone knows")]
    [InlineData("keepLeast: 0", "databases.dumps[mysql-backup-offsite].keepLeast: 0 is not in range")]
    [InlineData("encryptFor: [age1abc], identity: rcloneConfig", "has no age to encrypt 'mysql-backup-offsite' with")]
    public void RefusesWhatCannotWork(string setting, string says) =>
        Refused($"databases: {{dumps: [{{name: mysql-backup-offsite, {setting}}}]}}", says);

    [Fact]
    public void RefusesDumpBesideTheServerOfTheClustersOwner() => Assert.Contains(
        Errors("databases: {dumps: [{name: own, server: mysql, image: 'a:1', destination: 'b2:x', rcloneConfig: rcloneConfig}]}", "test"),
        error => error.Contains("would run beside 'mysql', in a namespace of the cluster's owner", StringComparison.Ordinal));

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
