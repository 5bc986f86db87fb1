using Infra.Naming;

namespace Infra.Platform.Flows;

/// <summary>The platform's own pods and where they run. Whoever installs one of them puts it there, or changes its line here.</summary>
public static class PlatformPods
{
    /// <summary>k3s's namespace for what it brings.</summary>
    public const string KubeSystem = "kube-system";

    /// <summary>The cluster's DNS, which k3s brings.</summary>
    public static PodsEnd Dns { get; } = Pods(KubeSystem, "kube-dns", PodLabels.One("k8s-app", "kube-dns"));

    /// <summary>Traefik, where it is no part of the nodes' network.</summary>
    public static PodsEnd Traefik { get; } = Named(KubeSystem, "traefik");

    /// <summary>The operator of PostgreSQL.</summary>
    public static PodsEnd PostgresOperator { get; } = Named("cnpg-system", "cloudnative-pg");

    /// <summary>The operator of MySQL.</summary>
    public static PodsEnd MySqlOperator { get; } = Named("pxc-system", "pxc-operator");

    /// <summary>Longhorn's managers, which serve its metrics.</summary>
    public static PodsEnd LonghornManager { get; } = Pods("longhorn-system", "longhorn-manager", PodLabels.One("app", "longhorn-manager"));

    /// <summary>cert-manager: its controller, webhook and injector.</summary>
    public static PodsEnd CertManager { get; } = Pods("cert-manager", "cert-manager", PodLabels.One("app.kubernetes.io/instance", "cert-manager"));

    /// <summary>The pods by which cert-manager answers Let's Encrypt, in the namespace of the certificate.</summary>
    public static PodsEnd AcmeSolver(string space) => Pods(space, "acme-solver", PodLabels.One("acme.cert-manager.io/http01-solver", "true"));

    /// <summary>The Sealed Secrets controller.</summary>
    public static PodsEnd SealedSecrets(string space) => Named(space, "sealed-secrets");

    /// <summary>Velero.</summary>
    public static PodsEnd Velero(string space) => Named(space, "velero");

    /// <summary>The operator of Prometheus, which also answers the API server's admission questions.</summary>
    public static PodsEnd PrometheusOperator(string space) => Pods(space, "prometheus-operator", PodLabels.One("app", "kube-prometheus-stack-operator"));

    /// <summary>A part of the observability stack, by the name its chart gives.</summary>
    public static PodsEnd Named(string space, string name) => Pods(space, name, PodLabels.Named(name));

    /// <summary>All pods of a namespace.</summary>
    public static PodsEnd All(string space) => Pods(space, "pods", PodLabels.All);

    private static PodsEnd Pods(string space, string name, IReadOnlyDictionary<string, string> labels) => new() { Namespace = space, Name = name, Labels = labels };
}
