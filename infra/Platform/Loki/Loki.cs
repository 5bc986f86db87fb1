using Infra.Charts;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// Loki, the store of log lines: one process with one volume, which stays when the release is uninstalled. Retention deletes what is older
/// than described.
/// </summary>
public sealed class Loki : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Loki";

    /// <summary>Name of the release, and with it of the StatefulSet and the Service.</summary>
    public const string Release = "loki";

    /// <summary>The release, for those to depend on who push or query.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs Loki.</summary>
    public Loki(string name, LokiArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        Ready =
        [
            ChartRelease.Create(
                $"{name}-release",
                Release,
                LokiVersions.Chart,
                context.System.Observability.Namespace,
                LokiValues.For(context.System.Observability.Loki!),
                new() { Parent = this, DependsOn = [args.Namespace, .. args.After], Protect = context.Protect }),
        ];
        RegisterOutputs();
    }
}
