using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Databases;

/// <summary>
/// The operator of MySQL: Percona's for XtraDB Cluster (docs/decisions/0012-mysql-operator.md). Once a cluster, in a namespace
/// of its own; it acts in the namespaces that have servers, and in no other.
/// </summary>
public sealed class MySqlOperator : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySqlOperator";

    /// <summary>The operator's namespace.</summary>
    public const string Namespace = "pxc-system";

    /// <summary>The chart's release; the pods carry the chart's name.</summary>
    public const string Release = "pxc-operator";

    /// <summary>What servers depend on: the definitions and who acts on them. Servers go before it does.</summary>
    public Resource Ready { get; }

    /// <summary>Installs the operator.</summary>
    public MySqlOperator(string name, MySqlOperatorArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Restricted, args.Labels, new() { Parent = this, Protect = args.Protect });
        var release = new CustomResourceOptions { Parent = this, DependsOn = { space }, Protect = args.Protect };
        foreach (var watched in args.Watched)
        {
            release.DependsOn.Add(watched);
        }

        Ready = ChartRelease.Create($"{name}-release", Release, MySqlVersions.Operator, Namespace, ValuesFor(args.WatchedNames), release);
        RegisterOutputs();
    }

    /// <summary>The chart's values.</summary>
    /// <param name="watched">The namespaces in which it acts.</param>
    public static IReadOnlyDictionary<string, object> ValuesFor(IReadOnlyList<string> watched) => Map(
        ("watchNamespace", string.Join(',', watched)),
        ("imagePullPolicy", "IfNotPresent"),
        ("resources", Map(
            ("requests", Map(("cpu", "50m"), ("memory", "96Mi"))),
            ("limits", Map(("cpu", "200m"), ("memory", "256Mi"))))),
        ("containerSecurityContext", Map(
            ("allowPrivilegeEscalation", false),
            ("runAsNonRoot", true),
            ("capabilities", Map(("drop", new object[] { "ALL" }))),
            ("seccompProfile", Map(("type", "RuntimeDefault"))))),
        ("tolerations", PlatformTolerations.Values()),
        // It would tell Percona of every cluster.
        ("disableTelemetry", true));
}
