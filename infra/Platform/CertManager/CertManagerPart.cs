using Infra.Charts;
using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Naming;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>cert-manager as a part, with its issuers.</summary>
public sealed class CertManagerPart : PlatformPart
{
    private const int MetricsPort = 9402;

    /// <summary>Port of the pods that answer an HTTP-01 challenge.</summary>
    private const int SolverPort = 8089;

    /// <summary>The controller, the webhook and the injector.</summary>
    private static readonly PodsEnd Pods = PodsEnd.Of(
        Certificates.Namespace,
        Certificates.Namespace,
        PodLabels.One("app.kubernetes.io/instance", Certificates.Namespace));

    /// <inheritdoc/>
    public override string Name => PartNames.CertManager;

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("ingress.tls")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> KindsNotBackedUp { get; } =
    [
        "certificaterequests.cert-manager.io", "orders.acme.cert-manager.io", "challenges.acme.cert-manager.io",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        [new(Certificates.Namespace, "cert-manager")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && IsDescribed(system);

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system)
    {
        var values = CertManagerValues.For(
            system.Ingress.Tls, system.Cluster.Nodes, Certificates.Namespace, Certificates.Namespace);
        return [ChartPods.Of(Name, values), ChartPods.Of("webhook", values, "webhook"), ChartPods.Of("cainjector", values, "cainjector")];
    }

    /// <inheritdoc/>
    public override SupportedKubernetes? KubernetesRange(SystemSpec system) => CertificatesVersions.Kubernetes;

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => CertManagerRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> CreateControllers(StackContext context, MadeParts made, ICluster cluster)
    {
        var certificates = new Certificates("certificates", context);
        made.Certificates = certificates;
        return certificates.Ready;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        var home = made.Namespaces[context.System.Ingress.Namespace];
        _ = TlsSettings.Create("certificates-tls", home, made.Ready(Name), context, made.Certificates!);
        return [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system) =>
        IsIn(system) && system.Ingress.Tls is { Challenge: AcmeChallenge.Dns01, CloudflareToken: { } token } ? [token] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [CertificatesVersions.CertManager] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) => level switch
    {
        _ when !IsDescribed(system) => [],
        AccessLevel.Viewer =>
        [
            new(["cert-manager.io"], ["certificates", "certificaterequests", "issuers"], RoleRule.Read),
            new(["acme.cert-manager.io"], ["orders", "challenges"], RoleRule.Read),
        ],
        AccessLevel.Admin => [new(["cert-manager.io"], ["certificates", "issuers"], RoleRule.Write)],
        _ => [],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) => IsDescribed(scene.Spec) ? [new(Pods, MetricsPort)] : [];

    /// <summary>Traefik passes the questions of an HTTP-01 challenge to a pod in the namespace of the certificate.</summary>
    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (!IsDescribed(scene.Spec) || scene.Spec.Ingress.Tls.Challenge != AcmeChallenge.Http01)
        {
            return;
        }

        foreach (var (_, pods, _) in RouteFlows.Answering(scene))
        {
            AddSolver(pods.Namespace);
        }

        if (LogPush.IsOpen(scene.Spec))
        {
            AddSolver(scene.Spec.Observability.Namespace);
        }

        void AddSolver(string @namespace)
        {
            var solver = PodsEnd.Of(@namespace, "acme-solver", PodLabels.One("acme.cert-manager.io/http01-solver", "true"));
            scene.Add(TraefikPart.End(scene), solver, "certificates", new FlowPort(SolverPort));
        }
    }

    private static bool IsDescribed(SystemSpec system) => system.Ingress.Tls.Mode == TlsMode.CertManager;

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => CertManagerAlerts.Of(system);
}
