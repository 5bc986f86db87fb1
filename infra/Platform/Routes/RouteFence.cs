using Pulumi;

namespace Infra.Platform;

/// <summary>
/// An admission policy that keeps routes to the services of their own namespace. A share of a host in another environment needs Traefik's
/// <c>allowCrossNamespace</c>, which is one switch for all: without the policy, a role that may write routes in one namespace could publish
/// the services of any other. Cluster administrators, such as this program, are exempt, and so is the account that restores a backup.
/// </summary>
public static class RouteFence
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "traefik-routes-keep-to-their-namespace";

    private const string Message = "a route may name only services and middlewares of its own namespace";
    private const string Home = "variables.home";

    // Without a type: against the types of the five kinds, each condition would warn of the fields that the other kinds have. The API
    // server writes these warnings into the object's status (https://kubernetes.io/docs/reference/access-authn-authz/
    // validating-admission-policy/#type-checking).
    private const string Spec = "dyn(object.spec)";
    private const string TlsOptions = "variables.spec.tls.options";
    private const string TlsStore = "variables.spec.tls.store";
    private const string Mirroring = "variables.spec.mirroring";
    private const string Failover = "variables.spec.failover.service";
    private const string Fallback = "variables.spec.failover.fallback";

    /// <summary>Creates the policy and its binding.</summary>
    /// <param name="name">Prefix of the logical names.</param>
    /// <param name="restorers">User names of the accounts that restore routes from a backup.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component it belongs to.</param>
    /// <returns>The resource that must exist before Traefik allows routes across namespaces.</returns>
    public static Resource Create(string name, IReadOnlyList<string> restorers, StackContext context, Resource parent) =>
        new AdmissionFence
        {
            Policy = Policy,
            Group = "traefik.io",
            Version = "v1alpha1",
            Kinds = ["ingressroutes", "ingressroutetcps", "ingressrouteudps", "middlewares", "traefikservices"],
            Variables = [("home", "object.metadata.namespace"), ("spec", Spec)],
            Conditions = [.. Expressions().Select(expression => (expression, Message))],
        }.Create($"{name}-fence", restorers, context, parent);

    /// <summary>
    /// The conditions, in CEL, on every field in which a kind names a service, a middleware or a setting. A name with @ belongs to another
    /// provider or to another namespace.
    /// </summary>
    public static IReadOnlyList<string> Expressions() =>
    [
        $"!has(variables.spec.routes) || variables.spec.routes.all(r, {OfRoute("r")})",
        Each("variables.spec.parentRefs", "p", Stays("p")),
        $"!has(variables.spec.tls) || ({And(Maybe(TlsOptions, Stays(TlsOptions)), Maybe(TlsStore, Stays(TlsStore)))})",
        Maybe("variables.spec.weighted", Each("variables.spec.weighted.services", "s", Service("s"))),
        Maybe("variables.spec.highestRandomWeight", Each("variables.spec.highestRandomWeight.services", "s", Service("s"))),
        Maybe(Mirroring, And(Service(Mirroring), Each($"{Mirroring}.mirrors", "s", Service("s")))),
        Maybe("variables.spec.failover", And(Maybe(Failover, Service(Failover)), Maybe(Fallback, Service(Fallback)))),
        Maybe("variables.spec.chain", Each("variables.spec.chain.middlewares", "m", Stays("m"))),
        Maybe("variables.spec.errors", Maybe("variables.spec.errors.service", Service("variables.spec.errors.service"))),
    ];

    private static string Stays(string reference) => And(
        $"(!has({reference}.namespace) || {reference}.namespace == '' || {reference}.namespace == {Home})",
        $"!{reference}.name.contains('@')");

    private static string Service(string service) => And(
        Stays(service),
        $"(!has({service}.serversTransport) || !{service}.serversTransport.contains('@'))",
        Each($"{service}.middlewares", "f", Stays("f")));

    private static string OfRoute(string route) =>
        And(Each($"{route}.services", "s", Service("s")), Each($"{route}.middlewares", "m", Stays("m")));

    private static string And(params string[] conditions) => string.Join(" && ", conditions);

    private static string Each(string list, string item, string holds) => $"(!has({list}) || {list}.all({item}, {holds}))";

    private static string Maybe(string field, string holds) => $"(!has({field}) || ({holds}))";
}
