using Pulumi;

namespace Infra.Platform;

/// <summary>
/// An admission policy that keeps the services of roles inside the cluster. They have no type that opens ports on the nodes; none that
/// stands for a name outside, which Traefik, in the hosts' network, would follow past every network policy; and no external addresses, with
/// which a service takes over the connections of all pods to an address of its choice (CVE-2020-8554). The node ports that the system
/// describes are made by this program, a cluster administrator, who is exempt, as is the account that restores a backup. A quota
/// (<c>services.nodeports</c>) would count those with the others, and none counts external addresses.
/// </summary>
public static class ServiceFence
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "services-stay-in-the-cluster";

    private static readonly (string Expression, string Message)[] Conditions =
    [
        (
            "!has(object.spec.type) || !(object.spec.type in ['NodePort', 'LoadBalancer', 'ExternalName'])",
            "a service may open no ports on the nodes and lead to no name outside the cluster"),
        (
            "!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0",
            "a service may not take over external addresses"),
    ];

    /// <summary>The conditions, in CEL.</summary>
    public static IReadOnlyList<string> Expressions { get; } = [.. Conditions.Select(condition => condition.Expression)];

    /// <summary>Creates the policy and its binding.</summary>
    /// <param name="name">Prefix of the logical names.</param>
    /// <param name="restorers">User names of the accounts that restore services from a backup.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component it belongs to.</param>
    public static void Create(string name, IReadOnlyList<string> restorers, StackContext context, Resource parent) =>
        new AdmissionFence
        {
            Policy = Policy,
            Group = "",
            Version = "v1",
            Kinds = ["services"],
            Conditions = Conditions,
        }.Create($"{name}-service-fence", restorers, context, parent);
}
