using System.Reflection;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Yaml;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Loading;

public sealed class SpecBinderTests
{
    [Fact]
    public void NullIsTheDefaultOfEverySettingThatMayBeNull()
    {
        var context = new NullabilityInfoContext();
        var defaults =
            from type in typeof(SystemSpec).Assembly.GetTypes()
            where type.Namespace == typeof(SystemSpec).Namespace
                && type.Name.EndsWith("Spec", StringComparison.Ordinal) && type is { IsAbstract: false, IsInterface: false }
            let record = Activator.CreateInstance(type)
            from property in type.GetProperties()
            where property.CanWrite && context.Create(property).WriteState == NullabilityState.Nullable
            select (Setting: $"{type.Name}.{property.Name}", Value: property.GetValue(record));

        // In YAML null takes a key away: the default holds again.
        Each.Of(defaults, entry => Assert.True(entry.Value is null, $"{entry.Setting} cannot be set to null"));
    }

    [Fact]
    public void ReadsPropertiesByTheirNamesInCamelCase()
    {
        var node = Bind<NodeSpec>("{name: a, role: agent, privateIp: 10.0.1.11, sshPort: 2222, labels: {x: y}}");
        Assert.Equal((NodeRole.Agent, 2222, "y"), (node.Role, node.SshPort, node.Labels["x"]));
    }

    [Fact]
    public void KeepsDefaultOfSettingThatIsNotWritten() =>
        Assert.Equal("cx33", Bind<NodeSpec>("{name: a, role: server, privateIp: 10.0.1.11}").ServerType);

    [Theory]
    [InlineData("4Gi", "100m 512Mi 2 4Gi")]
    [InlineData("null", "100m 512Mi 2 2Gi")]
    public void KeepsTheOwnersDefaultsOfSettingsThatAreNotWritten(string limit, string expected)
    {
        var resources = Bind<WorkspaceSpec>($"{{name: anna, size: 5Gi, resources: {{limitMemory: {limit}}}}}").Resources;

        Assert.Equal(
            expected, $"{resources.RequestCpu} {resources.RequestMemory} {resources.LimitCpu} {resources.LimitMemory}");
    }

    [Fact]
    public void KeepsDefaultForNull() =>
        Assert.Equal("cx33", Bind<NodeSpec>("{name: a, role: server, privateIp: 10.0.1.11, serverType: null}").ServerType);

    [Fact]
    public void ReadsWordsThatAreWrittenVerbatim() =>
        Assert.Equal(
            AccessMode.ReadWriteMany, Bind<VolumeSpec>("{name: a, size: 1Gi, class: c, owner: o, accessMode: ReadWriteMany}").AccessMode);

    [Theory]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, serverTyp: cx33}", "serverTyp: unknown setting; did you mean 'serverType'?")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, zzzzzz: 1}", "zzzzzz: unknown setting; known are address,")]
    [InlineData("{name: a, privateIp: 10.0.1.11}", "role: a required setting is missing; write one of server, agent")]
    [InlineData("{name: a, role: null, privateIp: 10.0.1.11}", "role: a required setting is missing; write one of server, agent")]
    [InlineData("{name: a, role: master, privateIp: 10.0.1.11}", "role: 'master' is not a known word; known are agent, server")]
    [InlineData("{name: a, role: Server, privateIp: 10.0.1.11}", "role: 'Server' is not a known word; did you mean 'server'?")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1}", "privateIp: found the value '10.0.1'; write an IPv4 address like 10.0.1.11")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, sshPort: many}", "sshPort: found the value 'many'; write a whole number")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, labels: [x]}", "labels: found a list; write a map of names and values")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, labels: {x: [y]}}", "labels.x: found a list; write a single value")]
    [InlineData(
        "{name: a, role: server, privateIp: 10.0.1.11, taints: x}",
        "taints: found the value 'x'; write a list: one line with a dash for each item")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, taints: [x]}", "taints[1]: found the value 'x'; write a map of settings")]
    [InlineData("{name: a, role: server, privateIp: 10.0.1.11, serverType: [x]}", "serverType: found a list; write a single value")]
    [InlineData(
        "{name: a, role: server, privateIp: 10.0.1.11, serverType: }",
        "serverType: there is no value after the colon; write one, or null for the default")]
    public void NamesSettingMistakeAndRemedy(string text, string says) =>
        Assert.StartsWith($"test.yaml:1: {says}", Assert.Single(Problems<NodeSpec>(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "{s3: {region: r, bucket: abc, accessKey: a, secretKey: s}, schedule: '0 25 * * *'}",
        "Hours: Value must be a number between 0 and 23")]
    [InlineData("{retention: 1.5}", "write a whole number")]
    public void ChecksNestedValues(string text, string says) =>
        Assert.Contains(says, Assert.Single(Problems<EtcdSnapshotsSpec>(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{enabled: yes}", "enabled: found the value 'yes'; write true or false")]
    [InlineData("{enabled: 'True'}", "enabled: found the value 'True'; write true or false")]
    public void ReadsTruthOnlyAsTrueOrFalse(string text, string says) =>
        Assert.Contains(says, Assert.Single(Problems<AuditLogSpec>(text)), StringComparison.Ordinal);

    [Fact]
    public void KeepsValueThatBreaksARuleForTheRulesThatFollow()
    {
        var problems = new ProblemList();
        var node = new SpecBinder(problems, new SourceMap()).Bind<NodeSpec>(
            Map("{name: a, role: server, privateIp: 10.0.1.11, sshPort: 0}"));
        Assert.Equal("test.yaml:1: sshPort: 0 is not a port; write a number from 1 to 65535", Assert.Single(problems.Sorted()).ToString());
        Assert.Equal(0, node?.SshPort);
    }

    [Theory]
    [InlineData("name: [{name: a}]", "name: found a list; write a single value")]
    [InlineData("name: ''", "name: '' is not a valid name")]
    [InlineData("name: \"a\\nb\"", "name: 'a\\u000ab' is not a valid name")]
    [InlineData("name: a\nspec: {image: ''}", "spec: unknown setting")]
    [InlineData("name: a\nimage: ' '", "image: ' ' is not a valid name")]
    public void WritesPathAndNoControlCharacter(string text, string says)
    {
        var problems = new ProblemList();
        new SpecBinder(problems, new SourceMap()).Bind<ClusterSpec>(Map(text));
        Assert.Contains(problems.Sorted(), problem => problem.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void NamesEntriesOfListsByTheirNames()
    {
        var problem = Assert.Single(Problems<ClusterSpec>(
            "name: a\nnodes:\n- {name: one, role: server, privateIp: 10.0.1.11}\n- {name: two, role: server, privateIp: x}\n"));
        Assert.Equal("test.yaml:4: nodes[two].privateIp: found the value 'x'; write an IPv4 address like 10.0.1.11", problem);
    }

    [Fact]
    public void ReportsAllProblemsAtOnce() => Assert.Equal(3, Problems<NodeSpec>("{role: x, privateIp: y, sshPort: 22}").Count);

    [Fact]
    public void RemembersWhereRecordsAreWritten()
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
