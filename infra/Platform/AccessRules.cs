using Infra.Model;

namespace Infra.Platform;

/// <summary>
/// What each access level allows inside a namespace. Resources are named one by one: a wildcard would take in secrets, and
/// with a new definition in the cluster whatever comes next. None of the levels may change what this program sets for a
/// namespace (quota, limits, network policies, roles), or rights would be what their holder makes of them.
/// </summary>
public static class AccessRules
{
    private const string Core = "";
    private const string Apps = "apps";
    private const string Batch = "batch";
    private const string Networking = "networking.k8s.io";
    private const string Traefik = "traefik.io";
    private const string Policy = "policy";
    private const string Scaling = "autoscaling";
    private const string Certificates = "cert-manager.io";
    private const string Sealed = "bitnami.com";
    private static readonly string[] s_read = ["get", "list", "watch"];
    private static readonly string[] s_write = ["create", "update", "patch", "delete"];
    private static readonly string[] s_routes = ["ingressroutes", "ingressroutetcps", "ingressrouteudps", "middlewares", "middlewaretcps", "serverstransports", "serverstransporttcps", "tlsoptions", "tlsstores", "traefikservices"];

    private static readonly AccessRule[] s_viewer =
    [
        new([Core], ["pods", "pods/log", "pods/status", "services", "endpoints", "configmaps", "events", "persistentvolumeclaims", "serviceaccounts", "resourcequotas", "limitranges"], s_read),
        new([Apps], ["deployments", "deployments/scale", "statefulsets", "statefulsets/scale", "daemonsets", "replicasets", "controllerrevisions"], s_read),
        new([Batch], ["jobs", "cronjobs"], s_read),
        new([Networking], ["ingresses", "networkpolicies"], s_read),
        new([Policy], ["poddisruptionbudgets"], s_read),
        new([Scaling], ["horizontalpodautoscalers"], s_read),
        new(["discovery.k8s.io"], ["endpointslices"], s_read),
        new(["events.k8s.io"], ["events"], s_read),
        new(["metrics.k8s.io"], ["pods"], ["get", "list"]),
        new(["rbac.authorization.k8s.io"], ["roles", "rolebindings"], s_read),
        new([Traefik], s_routes, s_read),
        new([Certificates], ["certificates", "certificaterequests", "issuers"], s_read),
        new(["acme.cert-manager.io"], ["orders", "challenges"], s_read),
        new([Sealed], ["sealedsecrets"], s_read),
        new(["postgresql.cnpg.io"], ["clusters", "backups", "scheduledbackups", "poolers", "databases"], s_read),
        new(["barmancloud.cnpg.io"], ["objectstores"], s_read),
        new(["ps.percona.com"], ["perconaservermysqls", "perconaservermysqlbackups"], s_read),
        new(["flagger.app"], ["canaries"], s_read),
        new(["monitoring.coreos.com"], ["servicemonitors", "podmonitors", "prometheusrules"], s_read),
    ];

    // No pods/exec and no secrets, in whatever verb: a pipeline brings its secrets sealed.
    private static readonly AccessRule[] s_deployer =
    [
        new([Core], ["services", "configmaps"], s_write),
        new([Core], ["pods"], ["delete"]),
        new([Apps], ["deployments", "statefulsets"], s_write),
        new([Apps], ["deployments/scale", "statefulsets/scale"], ["update", "patch"]),
        new([Batch], ["jobs", "cronjobs"], s_write),
        new([Networking], ["ingresses"], s_write),
        new([Policy], ["poddisruptionbudgets"], s_write),
        new([Scaling], ["horizontalpodautoscalers"], s_write),
        new([Traefik], s_routes, s_write),
        new([Sealed], ["sealedsecrets"], s_write),
    ];

    private static readonly AccessRule[] s_admin =
    [
        new([Core], ["secrets"], [.. s_read, .. s_write]),
        new([Core], ["persistentvolumeclaims", "serviceaccounts", "endpoints"], s_write),
        new([Core], ["serviceaccounts/token"], ["create"]),
        new([Core], ["pods"], ["create", "update", "patch"]),
        new([Core], ["pods/exec", "pods/attach", "pods/portforward"], ["get", "create"]),
        new([Core], ["pods/eviction"], ["create"]),
        new([Core], ["pods/ephemeralcontainers"], ["update", "patch"]),
        new([Apps], ["daemonsets"], s_write),
        new([Certificates], ["certificates", "issuers"], s_write),
        new(["postgresql.cnpg.io"], ["clusters", "backups", "scheduledbackups", "poolers", "databases"], s_write),
        new(["barmancloud.cnpg.io"], ["objectstores"], s_write),
        new(["ps.percona.com"], ["perconaservermysqls", "perconaservermysqlbackups", "perconaservermysqlrestores"], s_write),
        new(["flagger.app"], ["canaries"], s_write),
        new(["monitoring.coreos.com"], ["servicemonitors", "podmonitors", "prometheusrules"], s_write),
    ];

    /// <summary>The rules of a level: each holds those of the level below.</summary>
    public static IReadOnlyList<AccessRule> Of(AccessLevel level) => level switch
    {
        AccessLevel.Viewer => s_viewer,
        AccessLevel.Deployer => [.. s_viewer, .. s_deployer],
        AccessLevel.Admin => [.. s_viewer, .. s_deployer, .. s_admin],
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such access level"),
    };
}
