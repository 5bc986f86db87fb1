using Infra.Charts;
using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>
/// The operator of PostgreSQL, once a cluster, and its archive plugin, which must be in the same namespace. The kinds come
/// with the charts: what is of those kinds waits for <see cref="Ready"/>.
/// </summary>
public sealed class CloudNativePg : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:CloudNativePg";

    /// <summary>The operator's namespace.</summary>
    public const string Space = "cnpg-system";

    /// <summary>The name under which the operator knows the archive plugin.</summary>
    public const string ArchivePlugin = "barman-cloud.cloudnative-pg.io";

    /// <summary>The operator and, where there is one, the plugin.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs the operator.</summary>
    public CloudNativePg(string name, CloudNativePgArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = PlatformNamespace.Create($"{name}-namespace", Space, PodSecurityLevel.Restricted, args.Labels, new() { Parent = this, Protect = args.Protect });
        var release = ChartRelease.Create(
            $"{name}-operator",
            "cloudnative-pg",
            CloudNativePgVersions.Operator,
            Space,
            CloudNativePgValues.Operator(args.Nodes),
            new() { Parent = this, DependsOn = { space }, Protect = args.Protect });
        Ready = args.Archives
            ?
            [
                release,
                ChartRelease.Create(
                    $"{name}-barman-cloud",
                    "plugin-barman-cloud",
                    CloudNativePgVersions.BarmanCloud,
                    Space,
                    CloudNativePgValues.BarmanCloud(),
                    new() { Parent = this, DependsOn = [space, release, .. args.AfterCertificates], Protect = args.Protect }),
            ]
            : [release];
        RegisterOutputs();
    }
}
