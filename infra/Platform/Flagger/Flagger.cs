using Infra.Charts;
using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// Flagger, which moves traffic to new versions of apps step by step, and the load tester, which runs its tests. The load tester runs any
/// command that it is sent: the namespace's policies let Flagger alone reach it. A canary is deleted before Flagger, which removes its
/// finalizer.
/// </summary>
public sealed class Flagger : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Flagger";

    /// <summary>The namespace.</summary>
    public const string Namespace = "flagger-system";

    /// <summary>Name of the load tester's Deployment and Service.</summary>
    public const string TesterName = "flagger-loadtester";

    /// <summary>The URL of the load tester, for the webhooks of canaries.</summary>
    public const string TesterUrl = $"http://{TesterName}.{Namespace}";

    /// <summary>The releases, for canaries and namespaces to depend on.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs Flagger.</summary>
    /// <exception cref="InvalidOperationException">The system describes no Prometheus on the cluster.</exception>
    public Flagger(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var system = context.System;
        var metrics = PrometheusEndpoint.Of(system)
            ?? throw new InvalidOperationException("observability.prometheus does not run on the cluster");
        var @namespace = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Restricted, context, this);
        _ = new NetworkPolicies(
            $"{name}-policies",
            new()
            {
                Namespaces = [new() { Name = Namespace }],
                Created = new Dictionary<string, Pulumi.Kubernetes.Core.V1.Namespace>(StringComparer.Ordinal) { [Namespace] = @namespace },
                Flows = FlaggerFlows.OfNamespace(system),
            },
            context,
            new() { Parent = this });
        Ready =
        [
            ChartRelease.Create(
                $"{name}-controller", "flagger", FlaggerVersions.Chart, Namespace, FlaggerValues.Controller(metrics), After(@namespace)),
            ChartRelease.Create(
                $"{name}-loadtester",
                TesterName,
                FlaggerVersions.LoadTester,
                Namespace,
                FlaggerValues.Tester([.. system.ClusterNamespaces().Select(each => each.Name)]),
                After(@namespace)),
        ];
        RegisterOutputs();
    }

    private CustomResourceOptions After(Resource @namespace) => new() { Parent = this, DependsOn = { @namespace } };
}
