using Infra.Crds;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Yaml;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// The Traefik that k3s brings, configured to run on every node on ports 80 and 443 of the host: the client's own address arrives, and
/// no load balancer is needed. It is configured, not replaced: k3s keeps upgrading it.
/// </summary>
public sealed class Ingress : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Ingress";

    /// <summary>Configures Traefik.</summary>
    public Ingress(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var crossNamespaces = PublishedHosts.CrossNamespaces(PublishedHosts.Of(context.System));
        Resource[] first = crossNamespaces ? [RouteFence.Create(name, context, this)] : [];
        _ = new HelmChartConfig(
            $"{name}-traefik",
            new()
            {
                // The name and the namespace of k3s's own chart, which the object configures.
                Metadata = context.Metadata(ClusterPods.Namespace, "traefik"),
                Spec = new HelmChartConfigSpecArgs
                {
                    FailurePolicy = "abort",
                    ValuesContent = YamlText.Write(TraefikValues.For(context.System.Ingress, context.System.Domain, crossNamespaces)),
                },
            },
            new() { Parent = this, DependsOn = first });
        RegisterOutputs();
    }
}
