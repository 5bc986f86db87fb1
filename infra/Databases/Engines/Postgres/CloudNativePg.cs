using Infra.Charts;
using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>
/// CloudNativePG, the operator of PostgreSQL, once in a cluster, and its archive plugin, which must be in the same namespace. The charts
/// bring the kinds: objects of those kinds depend on <see cref="Ready"/>.
/// </summary>
public sealed class CloudNativePg : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:CloudNativePg";

    /// <summary>The operator's namespace.</summary>
    public const string Namespace = "cnpg-system";

    /// <summary>Name of the archive plugin in the objects of the operator.</summary>
    public const string ArchivePlugin = "barman-cloud.cloudnative-pg.io";

    /// <summary>The releases of the operator and, where there is an archive, of the plugin.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs the operator.</summary>
    public CloudNativePg(string name, CloudNativePgArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var created = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Restricted, context, this);
        var release = ChartRelease.Create(
            $"{name}-operator",
            "cloudnative-pg",
            CloudNativePgVersions.Operator,
            Namespace,
            CloudNativePgValues.Operator(context.System.Cluster.Nodes),
            new() { Parent = this, DependsOn = { created }, Protect = context.Protect });
        Ready = args.Archives
            ?
            [
                release,
                ChartRelease.Create(
                    $"{name}-barman-cloud",
                    "plugin-barman-cloud",
                    CloudNativePgVersions.BarmanCloud,
                    Namespace,
                    CloudNativePgValues.BarmanCloud(),
                    new() { Parent = this, DependsOn = [created, release, .. args.Certificates], Protect = context.Protect }),
            ]
            : [release];
        RegisterOutputs();
    }
}
