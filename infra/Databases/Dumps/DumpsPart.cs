using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Monitoring;
using Infra.Parts;

namespace Infra.Databases;

/// <summary>The dumps to another provider as a part.</summary>
public sealed class DumpsPart : StackPart
{
    private static readonly FlowPort Https = new(443);

    /// <inheritdoc/>
    public override string Name => "dumps";

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "its pods are jobs; kube-state-metrics tells when each ended, and how";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => DatabasePlacement.Dumps(system).Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            names.Add(dump.RcloneConfig);
            if (dump is { TestsRestore: true, Identity: { } identity })
            {
                names.Add(identity);
            }
        }

        return names;
    }

    /// <summary>The dump of each database, and its restore test, which runs at another time.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [DumpsDashboard.Of()];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system)
    {
        var requests = new List<PodsRequest>();
        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            requests.Add(new(dump.Name, DatabasePlacement.MadeOf(system, dump).Count, Amount.RequestedBy(dump.Resources))
            {
                Kind = PodsKind.Job,
            });
        }

        return requests;
    }

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        foreach (var dump in scene.Spec.Databases.Dumps)
        {
            if (scene.Spec.Databases.Server(dump.Server) is not { } server || !DatabasePlacement.IsOnCluster(server))
            {
                continue;
            }

            var @namespace = DatabasePlacement.NamespaceOf(scene.Spec, server);
            var pods = PodsEnd.Named(@namespace, dump.Name);
            ClientFlows.Add(scene, pods, elsewhere: null, dump.Server, pooled: false, "dump");
            AddDestination(scene, pods, dump, "off-site dump");
            if (dump.TestsRestore)
            {
                AddDestination(scene, PodsEnd.Named(@namespace, OffsiteDump.RestoreName(dump.Name)), dump, "newest dump");
            }
        }
    }

    private static void AddDestination(FlowScene scene, PodsEnd pods, DumpSpec dump, string reason)
    {
        if (dump.Endpoint is { } endpoint)
        {
            scene.AddService(pods, endpoint, dump.Addresses, reason);
        }
        else
        {
            scene.Add(pods, scene.Internet, reason, Https);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => DumpAlerts.Of(system);
}
