using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>Alloy, the log collector, as a part. Nothing builds it yet; its connections are described, for the network policies.</summary>
public sealed class AlloyPart : PlatformPart
{
    private const string Reason = "log lines";

    /// <inheritdoc/>
    public override string Name => "alloy";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && IsDescribed(system);

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (!IsDescribed(scene.Spec))
        {
            return;
        }

        var spec = scene.Spec.Observability.Alloy!;
        var alloy = PodsEnd.Named(scene.Spec.Observability.HostNamespace, "alloy");
        if (spec.Pods)
        {
            scene.Add(alloy, scene.ApiServer, "finds pods", new FlowPort(Addresses.ApiPort));
        }

        if (spec.PushUrl is { } url)
        {
            // A policy knows no names: the store may have any address outside the cluster.
            scene.Add(alloy, Addresses.Outside(scene.Spec.Cluster, "log-store"), Reason, new FlowPort(PortOf(url)));
        }
        else
        {
            LokiPart.AddClient(scene, alloy, Reason);
        }
    }

    private static bool IsDescribed(SystemSpec system) => system.Observability.Alloy is { RunsOn: Placement.K3s or Placement.Both };

    private static int PortOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var slash = url.IndexOf('/', start);
        var host = slash < 0 ? url[start..] : url[start..slash];
        var colon = host.LastIndexOf(':');
        return colon >= 0 && int.TryParse(host.AsSpan(colon + 1), out var port)
            ? port
            : url.StartsWith("https", StringComparison.Ordinal) ? 443 : 80;
    }
}
