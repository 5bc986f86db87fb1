using Infra.Crds;
using Infra.Model.Yaml;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>
/// The Traefik that k3s brings, made to run on every node on ports 80 and 443 of the host: a visitor's own address arrives,
/// and no load balancer is in the way. It is reconfigured, not replaced: k3s keeps upgrading it.
/// </summary>
public sealed class Ingress : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Ingress";

    /// <summary>Configures Traefik.</summary>
    public Ingress(string name, IngressArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Resource[] first = args.CrossNamespaces ? [RouteFence.Create(name, args.Labels, this)] : [];
        _ = new HelmChartConfig(
            $"{name}-traefik",
            new()
            {
                // Both are k3s's; the object would otherwise configure nothing.
                Metadata = new ObjectMetaArgs { Name = "traefik", Namespace = "kube-system", Labels = args.Labels.ToDictionary(StringComparer.Ordinal) },
                Spec = new HelmChartConfigSpecArgs
                {
                    FailurePolicy = "abort",
                    ValuesContent = YamlText.Write(TraefikValues.For(args.Spec, args.Domain, args.CrossNamespaces)),
                },
            },
            new() { Parent = this, DependsOn = first });
        RegisterOutputs();
    }
}
