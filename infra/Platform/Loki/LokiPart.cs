using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>Loki as a part. Nothing builds it yet; its connections are described, for the network policies.</summary>
public sealed class LokiPart : PlatformPart
{
    private static readonly FlowPort[] Ports = [new(3100), new(8080)];

    /// <inheritdoc/>
    public override string Name => "loki";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && PodsOf(system) is not null;

    /// <summary>Adds the flow of a client that sends or queries log lines.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="client">The client.</param>
    /// <param name="reason">The purpose.</param>
    public static void AddClient(FlowScene scene, PodsEnd client, string reason)
    {
        if (PodsOf(scene.Spec) is { } loki)
        {
            scene.Add(client, loki, reason, Ports);
        }
    }

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (PodsOf(scene.Spec) is { } loki)
        {
            scene.Add(loki, loki, "parts of one chart");
        }
    }

    private static PodsEnd? PodsOf(SystemSpec system) =>
        system.Observability is { Loki.RunsOn: Placement.K3s or Placement.Both, Namespace: var @namespace }
        ? PodsEnd.Named(@namespace, "loki")
        : null;
}
