using Infra.Cluster;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Cluster;

/// <summary>Requests held to the audit policy like the API server does: the first rule that matches decides.</summary>
public sealed class AuditPolicyTests
{
    [Theory]
    [InlineData("get", "", "secrets")]
    [InlineData("list", "", "secrets")]
    [InlineData("watch", "", "secrets")]
    [InlineData("update", "", "secrets")]
    [InlineData("create", "", "serviceaccounts/token")]
    [Pitfall("audit-secrets")]
    public void RecordsEveryAccessToSecretsWithoutTheirContent(string verb, string group, string resource) =>
        Assert.Equal("Metadata", LevelOf(verb, group, resource));

    [Theory]
    [InlineData("get", "pods/exec")]
    [InlineData("create", "pods/exec")]
    [InlineData("get", "pods/attach")]
    [InlineData("get", "pods/portforward")]
    [InlineData("get", "nodes/proxy")]
    [InlineData("get", "services/proxy")]
    public void RecordsSessionsInPodsAndOnNodes(string verb, string resource) => Assert.Equal("Metadata", LevelOf(verb, "", resource));

    [Theory]
    [InlineData("create", "", "configmaps")]
    [InlineData("delete", "apps", "deployments")]
    [InlineData("patch", "rbac.authorization.k8s.io", "roles")]
    [InlineData("deletecollection", "", "pods")]
    public void RecordsEveryChange(string verb, string group, string resource) =>
        Assert.Equal("Metadata", LevelOf(verb, group, resource));

    [Theory]
    [InlineData("get", "", "pods")]
    [InlineData("get", "", "pods/log")]
    [InlineData("list", "apps", "deployments")]
    [InlineData("watch", "", "configmaps")]
    [InlineData("update", "coordination.k8s.io", "leases")]
    [InlineData("create", "", "events")]
    [InlineData("create", "events.k8s.io", "events")]
    public void LeavesOutWhatWouldFillTheLog(string verb, string group, string resource) =>
        Assert.Equal("None", LevelOf(verb, group, resource));

    private static string LevelOf(string verb, string group, string resource)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(AuditPolicy.Yaml));
        var rules = ((YamlSequenceNode)yaml.Documents[0].RootNode["rules"]).Children.Cast<YamlMappingNode>();
        return Text(rules.First(rule => MatchesVerb(rule, verb) && MatchesResource(rule, group, resource))["level"]);
    }

    private static bool MatchesVerb(YamlMappingNode rule, string verb) =>
        !rule.Children.TryGetValue("verbs", out var verbs) || Texts(verbs).Contains(verb);

    private static bool MatchesResource(YamlMappingNode rule, string group, string resource) =>
        !rule.Children.TryGetValue("resources", out var resources)
        || ((YamlSequenceNode)resources).Children.Any(
            entry => Text(entry["group"]) == group && Texts(entry["resources"]).Contains(resource));

    private static IEnumerable<string> Texts(YamlNode list) => ((YamlSequenceNode)list).Children.Select(Text);

    private static string Text(YamlNode scalar) => ((YamlScalarNode)scalar).Value!;
}
