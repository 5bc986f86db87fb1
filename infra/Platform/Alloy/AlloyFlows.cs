using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>Connections of Alloy.</summary>
internal static class AlloyFlows
{
    private const string Reason = "log lines";

    /// <summary>Alloy's pods, by the label of its chart; null where it does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static PodsEnd? PodsOf(SystemSpec system) =>
        system.Observability is { Alloy.RunsOn: Placement.K3s or Placement.Both, HostNamespace: var home }
        ? PodsEnd.Named(home, Alloy.Release)
        : null;

    /// <summary>Adds the flows that begin or end in a namespace of the scene.</summary>
    /// <param name="scene">The stack; takes the flows.</param>
    public static void AddTo(FlowScene scene)
    {
        if (PodsOf(scene.Spec) is not { } alloy)
        {
            return;
        }

        var spec = scene.Spec.Observability.Alloy!;
        if (spec.Pods)
        {
            scene.Add(alloy, scene.ApiServer, "finds pods", new FlowPort(Addresses.ApiPort));
        }

        if (spec.PushUrl is { } url)
        {
            scene.Add(alloy, StoreAt(scene.Spec, url), Reason, new FlowPort(new Uri(url).Port));
        }
        else
        {
            LokiPart.AddClient(scene, alloy, Reason);
        }
    }

    // A policy knows no names: a store with a name may have any address outside the cluster.
    private static AddressesEnd StoreAt(SystemSpec system, string url)
    {
        const string Name = "log-store";
        return Ipv4.TryParse(new Uri(url).Host, out var address)
            ? new() { Name = Name, Ranges = [$"{address}/32"] }
            : Addresses.Outside(system.Cluster, Name);
    }
}
