using Infra.Model.Yaml;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Cluster;

/// <summary>The API server's audit policy: it records each change and its author, never the content of secrets.</summary>
public static class AuditPolicy
{
    /// <summary>The policy file.</summary>
    public static string Yaml { get; } = YamlText.Write(Map(
        ("apiVersion", "audit.k8s.io/v1"),
        ("kind", "Policy"),
        ("omitStages", new[] { "RequestReceived" }),
        ("rules", new object[]
        {
            Rule("None", ("verbs", new[] { "get", "list", "watch" })),
            Rule("None", ("resources", new object[] { Resources("coordination.k8s.io", "leases"), Resources("", "events") })),
            Rule("Metadata", ("resources", new object[] { Resources("", "secrets", "configmaps", "serviceaccounts/token") })),
            Rule("Metadata"),
        })));

    private static OrderedDictionary<string, object> Rule(string level, params (string Key, object Value)[] selection) =>
        Map([("level", level), .. selection]);

    private static OrderedDictionary<string, object> Resources(string group, params string[] resources) =>
        Map(("group", group), ("resources", resources));
}
