using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Yaml;

namespace Infra.Tests.Model.Loading;

public sealed class SpecBinderTests
{
    [Fact]
    public void KeysAreThePropertiesInCamelCase()
    {
        var node = Bind<NodeSpec>("{name: a, role: agent, privateIp: 10.0.1.11, sshPort: 2222, labels: {x: y}}");
        Assert.Equal((NodeRole.Agent, 2222, "y"), (node.Role, node.SshPort, node.Labels["x"]));
    }

    [Fact]
    public void MissingKeyKeepsTheDefault() =>
        Assert.Equal("cx33", Bind<NodeSpec>("{name: a, role: server, privateIp: 10.0.1.11}").ServerType);

    [Fact]
    public void NullKeepsTheDefault() =>
        Assert.Equal("cx33", Bind<NodeSpec>("{name: a, role: server, privateIp: 10.0.1.11, serverType: null}").ServerType);

    [Fact]
    public void ReadsEnumWordsVerbatim() =>
        Assert.Equal(
            AccessMode.ReadWriteMany, Bind<VolumeSpec>("{name: a, size: 1Gi, class: c, owner: o, accessMode: ReadWriteMany}").AccessMode);

    [Theory]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, serverTyp: cx33}", "unknown key 'serverTyp'; did you mean 'serverType'?")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, zzzzzz: 1}", "unknown key 'zzzzzz'; known are address,")]
    [InlineData("{name: a, privateIp: 10.0.1.11}", "'role' is missing for 'a'")]
    [InlineData("{name: a, role: null, privateIp: 10.0.1.11}", "'role' is missing for 'a'")]
    [InlineData("{name: a, role: master, privateIp: 10.0.1.11}", "'role': 'master' is not one of its words; known are agent, server")]
    [InlineData("{name: a, role: Server, privateIp: 10.0.1.11}", "did you mean 'server'?")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1}", "'privateIp' is the value '10.0.1'; it needs an IPv4 address")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, sshPort: many}", "'sshPort' is the value 'many'; it needs a whole number")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, labels: [x]}", "'labels' is a list; it needs a map")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, labels: {x: [y]}}", "'x' in 'labels' is a list; it needs a single value")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, taints: x}", "'taints' is the value 'x'; it needs a list")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, taints: [x]}", "'taints' is the value 'x'; it needs a map")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, serverType: [x]}", "'serverType' is a list; it needs a single value")]
    [InlineData(
        "{name: a, role: server, privateIp: 10.0.1.11, serverType: }",
        "'serverType' has no value; write one, or null for the default")]
    public void ProblemSaysWhatWouldBeRight(string text, string says) =>
        Assert.Contains(says, Assert.Single(Problems<NodeSpec>(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "{s3: {region: r, bucket: b, accessKey: a, secretKey: s}, schedule: '0 25 * * *'}",
        "Hours: Value must be a number between 0 and 23")]
    [InlineData("{retention: 1.5}", "it needs a whole number")]
    public void ChecksNestedValues(string text, string says) =>
        Assert.Contains(says, Assert.Single(Problems<EtcdSnapshotsSpec>(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{enabled: yes}", "'enabled' is the value 'yes'; it needs true or false")]
    [InlineData("{enabled: 'True'}", "it needs true or false")]
    public void BooleanIsTrueOrFalse(string text, string says) =>
        Assert.Contains(says, Assert.Single(Problems<AuditLogSpec>(text)), StringComparison.Ordinal);

    [Fact]
    public void ReportsAllProblemsAtOnce() => Assert.Equal(3, Problems<NodeSpec>("{role: x, privateIp: y, sshPort: 22}").Count);

    [Fact]
    public void RecordsKnowTheirPosition()
    {
        var sources = new SourceMap();
        var node = new SpecBinder(new ProblemList(), sources).Bind<NodeSpec>(Map("name: a\nrole: server\nprivateIp: 10.0.1.11\n"))!;
        Assert.Equal("test.yaml:3", sources.Of(node, "privateIp").ToString());
        Assert.Equal("test.yaml:1", sources.Of(node, "serverType").ToString());
        Assert.True(sources.IsWritten(node, "role"));
        Assert.False(sources.IsWritten(node, "serverType"));
    }

    private static T Bind<T>(string text)
        where T : class
    {
        var problems = new ProblemList();
        var record = new SpecBinder(problems, new SourceMap()).Bind<T>(Map(text));
        Assert.Empty(problems.Sorted());
        return record!;
    }

    private static List<string> Problems<T>(string text)
        where T : class
    {
        var problems = new ProblemList();
        Assert.Null(new SpecBinder(problems, new SourceMap()).Bind<T>(Map(text)));
        return [.. problems.Sorted().Select(problem => problem.ToString())];
    }

    private static YamlMap Map(string text) => (YamlMap)YamlReader.Read(text, "test.yaml", new ProblemList())!;
}
