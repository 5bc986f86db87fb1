using Infra.Flows;
using Infra.Model;
using Infra.Naming;
using Infra.Parts;

namespace Infra.Apps;

/// <summary>The apps as a part of the stack: their flows and metrics. Nothing builds their workloads yet.</summary>
public sealed class AppsPart : StackPart
{
    /// <inheritdoc/>
    public override string Name => "apps";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.Apps.Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene)
    {
        var endpoints = new List<MetricsEndpoint>();
        foreach (var app in scene.Spec.Apps)
        {
            foreach (var port in app.Ports)
            {
                if (port.Name == MetricsEndpoint.PortName)
                {
                    Add(scene.Pods(app), port.Port);
                    Add(scene.Elsewhere(scene.NamespaceOf(app), app.Name, PodLabels.App(app)), port.Port);
                }
            }
        }

        return endpoints;

        void Add(PodsEnd? pods, int port)
        {
            if (pods is not null)
            {
                endpoints.Add(new(pods, port));
            }
        }
    }

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        AppFlows.AddTo(scene);
        AppFlows.AddNodePorts(scene);
    }
}
