using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>Grafana as a part. Nothing builds it yet; its connections are described, for the network policies.</summary>
public sealed class GrafanaPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "grafana";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && IsDescribed(system);

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (!IsDescribed(scene.Spec))
        {
            return;
        }

        var grafana = PodsEnd.Named(scene.Spec.Observability.Namespace, "grafana");
        scene.Add(grafana, scene.ApiServer, "finds dashboards", new FlowPort(Addresses.ApiPort));
        PrometheusPart.AddClient(scene, grafana);
        LokiPart.AddClient(scene, grafana, "queries");
        if (scene.Spec.Observability.Grafana!.Plugins.Count > 0)
        {
            scene.Add(grafana, scene.Internet, "plugins", new FlowPort(443));
        }
    }

    private static bool IsDescribed(SystemSpec system) => system.Observability.Grafana is { RunsOn: Placement.K3s or Placement.Both };
}
