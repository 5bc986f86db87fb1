using Infra.Model.Yaml;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Cluster;

/// <summary>
/// The API server's audit policy: it records each change, each access to a secret and each session in a pod, with its author and never with
/// its content. The first rule that matches a request decides, so the rules that record precede the rules that leave out
/// (https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/).
/// </summary>
public static class AuditPolicy
{
    /// <summary>The policy file.</summary>
    public static string Yaml { get; } = YamlText.Write(Map(
        ("apiVersion", "audit.k8s.io/v1"),
        ("kind", "Policy"),
        ("omitStages", new[] { "RequestReceived" }),
        ("rules", new object[]
        {
            Rule("Metadata", ("resources", new object[] { Resources("", "secrets", "serviceaccounts/token") })),
            // Clients open these with GET: kubectl since 1.30 over a WebSocket, and proxies with every method.
            Rule("Metadata", ("resources", new object[]
            {
                Resources("", "pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy", "nodes/proxy"),
            })),
            Rule("None", ("verbs", new[] { "get", "list", "watch" })),
            Rule("None", ("resources", new object[]
            {
                Resources("coordination.k8s.io", "leases"), Resources("", "events"), Resources("events.k8s.io", "events"),
            })),
            Rule("Metadata"),
        })));

    private static OrderedDictionary<string, object> Rule(string level, params (string Key, object Value)[] selection) =>
        Map([("level", level), .. selection]);

    private static OrderedDictionary<string, object> Resources(string group, params string[] resources) =>
        Map(("group", group), ("resources", resources));
}
