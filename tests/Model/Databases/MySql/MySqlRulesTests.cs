using Infra.Model;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Databases.MySql;

public sealed class MySqlRulesTests
{
    [Theory]
    [InlineData("nodeLabels: {disk: fast}", "no node that takes apps and databases has the labels 'mysql' asks for")]
    [InlineData("instances: 2", "databases.mysql[mysql].instances: 2 is not an odd number")]
    [InlineData("image: 'percona/percona-server:8.4.10-10.1'", "is no image that the operator of MySQL can run")]
    [InlineData("image: 'percona/percona-xtradb-cluster:5.7.44-31.65'", "is not of the 8.4 series")]
    [InlineData("image: 'percona/percona-xtradb-cluster:8.0.42-33.1'", "a tag that begins with 8.4, like 8.4.8-8.1")]
    [InlineData("image: 'percona/percona-xtradb-cluster:8.40.1'", "is not of the 8.4 series")]
    [InlineData("archive: {baseBackup: '0 1 * * 0'}", "'0 1 * * 0' is not the same every day")]
    [InlineData("databases: [{name: wordpress, extensions: [vector]}]", "extensions: nothing reads it on a MySQL server; leave it out")]
    [InlineData("databases: [{name: wordpress, createRoles: true}]", "createRoles: nothing reads it on a MySQL server")]
    [InlineData("databases: [{name: word-press, owner: wp}]", "'word-press' is no name of a MySQL database")]
    [InlineData("databases: [{name: blog, owner: a_name_of_33_characters_or_longer}]", "is no name of a MySQL user")]
    [InlineData("onControlPlane: false", "3 instances of 'mysql' on different nodes, and 2 nodes take them")]
    [Pitfall("mysql-versions")]
    public void RefusesWhatCannotWork(string setting, string says) => Refused($"databases: {{mysql: [{{name: mysql, {setting}}}]}}", says);

    [Fact]
    public void RefusesAVolumeThatGaleraFills()
    {
        Refused(
            "storage: {volumes: [{name: mysql-data, size: 600Mi}]}",
            "storage.volumes[mysql-data].size: 600Mi is less than 'mysql' begins with",
            "1Gi or more");
        Accepted("storage: {volumes: [{name: mysql-data, size: 1Gi}]}");
    }

    [Theory]
    [InlineData("percona/percona-xtradb-cluster:8.4.8-8.1")]
    [InlineData("registry.example.org:5000/copies/percona-xtradb-cluster:8.4.5-5.1")]
    [InlineData("percona/percona-xtradb-cluster@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void AcceptsTheSeriesOfTheBackupImage(string image) =>
        Accepted($"databases: {{mysql: [{{name: mysql, image: '{image}'}}]}}");

    [Fact]
    [Pitfall("mysql-shared-node")]
    public void WarnsOfMembersThatShareTwoNodes()
    {
        Assert.Contains(
            Warnings("databases: {mysql: [{name: mysql, onControlPlane: false, spreadRequired: false}]}"),
            warning => warning.Contains("3 members of 'mysql' share 2 nodes", StringComparison.Ordinal));
        Each.Lacks(Warnings("{}"), warning => warning.Contains("members of 'mysql'", StringComparison.Ordinal));
    }

    [Fact]
    [Pitfall("mysql-name-length")]
    public void RefusesNameOf23Characters() =>
        RefusedAmongOthers(
            $"databases: " +
            $"{{mysql: [{{name: {new string('m', 23)}, image: 'percona/percona-xtradb-cluster:8.4.8-8.1', volume: mysql-data}}]}}",
            "is not a valid name; write at most 22 ");

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [Pitfall("mysql-quorum")]
    public void MajorityElectsAPrimary(int members, bool can) => Assert.Equal(can, new OddAttribute().Holds(members));
}
