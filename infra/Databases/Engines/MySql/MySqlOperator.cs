using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Databases;

/// <summary>
/// The Percona Operator for XtraDB Cluster (docs/decisions/0012-mysql-operator.md), once in a cluster, in a namespace of its own. It acts
/// in the namespaces with servers only.
/// </summary>
public sealed class MySqlOperator : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySqlOperator";

    /// <summary>The operator's namespace.</summary>
    public const string Namespace = "pxc-system";

    /// <summary>Name of the release, and of the chart, which the pods have as their name label.</summary>
    public const string Release = "pxc-operator";

    /// <summary>The release, which servers depend on: it brings their kinds, and the operator acts on their deletion.</summary>
    public Resource Ready { get; }

    /// <summary>Installs the operator.</summary>
    public MySqlOperator(string name, MySqlOperatorArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var created = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Restricted, context, this);
        Ready = ChartRelease.Create(
            $"{name}-release",
            Release,
            MySqlVersions.Operator,
            Namespace,
            ValuesFor(args.Watched),
            new() { Parent = this, DependsOn = { created }, Protect = context.Protect });
        RegisterOutputs();
    }

    /// <summary>Values of the chart.</summary>
    /// <param name="watched">Names of the namespaces in which it acts.</param>
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
        // By default it reports every cluster to Percona.
        ("disableTelemetry", true));
}
