using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using AdmissionV1 = Pulumi.Kubernetes.AdmissionRegistration.V1;

namespace Infra.Platform;

/// <summary>
/// An admission policy that keeps routes to the services of their own namespace. A share of a host in another environment needs Traefik's
/// <c>allowCrossNamespace</c>, which is one switch for all: without the policy, a role that may write routes in one namespace could publish
/// the services of any other. Cluster administrators, such as this program, are exempt.
/// </summary>
public static class RouteFence
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "traefik-routes-keep-to-their-namespace";

    private const string Home = "variables.home";
    private const string TlsOptions = "object.spec.tls.options";
    private const string TlsStore = "object.spec.tls.store";
    private const string Failover = "object.spec.failover.service";
    private const string Fallback = "object.spec.failover.fallback";

    private static readonly string[] Kinds = ["ingressroutes", "ingressroutetcps", "ingressrouteudps", "middlewares", "traefikservices"];
    private static readonly string[] Writes = ["CREATE", "UPDATE"];
    private static readonly string[] Group = ["traefik.io"];
    private static readonly string[] Versions = ["v1alpha1"];
    private static readonly string[] System = ["kube-system"];

    /// <summary>Creates the policy and its binding.</summary>
    /// <param name="name">Prefix of the logical names.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component it belongs to.</param>
    /// <returns>The resource that must exist before Traefik allows routes across namespaces.</returns>
    public static Resource Create(string name, StackContext context, Resource parent)
    {
        var policy = new AdmissionV1.ValidatingAdmissionPolicy(
            $"{name}-fence",
            new()
            {
                Metadata = context.Metadata(null, Policy),
                Spec = new ValidatingAdmissionPolicySpecArgs
                {
                    FailurePolicy = "Fail",
                    MatchConstraints = new MatchResourcesArgs
                    {
                        // k3s's own route to the dashboard names a service of Traefik's.
                        NamespaceSelector = new LabelSelectorArgs
                        {
                            MatchExpressions =
                            {
                                new LabelSelectorRequirementArgs
                                {
                                    Key = "kubernetes.io/metadata.name",
                                    Operator = "NotIn",
                                    Values = System,
                                },
                            },
                        },
                        ResourceRules =
                        {
                            new NamedRuleWithOperationsArgs
                            {
                                ApiGroups = Group,
                                ApiVersions = Versions,
                                Operations = Writes,
                                Resources = Kinds,
                            },
                        },
                    },
                    MatchConditions =
                    {
                        new MatchConditionArgs
                        {
                            Name = "not-an-administrator",
                            Expression = "!has(request.userInfo.groups) || !('system:masters' in request.userInfo.groups)",
                        },
                    },
                    Variables = { new VariableArgs { Name = "home", Expression = "object.metadata.namespace" } },
                    Validations = Expressions().Select(ToArgs).ToArray(),
                },
            },
            new() { Parent = parent });
        return new AdmissionV1.ValidatingAdmissionPolicyBinding(
            $"{name}-fence-binding",
            new()
            {
                Metadata = context.Metadata(null, Policy),
                Spec = new ValidatingAdmissionPolicyBindingSpecArgs { PolicyName = Policy, ValidationActions = { "Deny" } },
            },
            new() { Parent = parent, DependsOn = { policy } });
    }

    /// <summary>
    /// The conditions, in CEL, on every field in which a kind names a service, a middleware or a setting. A name with @ belongs to another
    /// provider or to another namespace.
    /// </summary>
    public static IReadOnlyList<string> Expressions() =>
    [
        $"!has(object.spec.routes) || object.spec.routes.all(r, {OfRoute("r")})",
        Each("object.spec.parentRefs", "p", Stays("p")),
        $"!has(object.spec.tls) || ({And(Maybe(TlsOptions, Stays(TlsOptions)), Maybe(TlsStore, Stays(TlsStore)))})",
        Maybe("object.spec.weighted", Each("object.spec.weighted.services", "s", Service("s"))),
        Maybe("object.spec.highestRandomWeight", Each("object.spec.highestRandomWeight.services", "s", Service("s"))),
        Maybe("object.spec.mirroring", $"{Service("object.spec.mirroring")} && {Each("object.spec.mirroring.mirrors", "s", Service("s"))}"),
        Maybe("object.spec.failover", And(Maybe(Failover, Service(Failover)), Maybe(Fallback, Service(Fallback)))),
        Maybe("object.spec.chain", Each("object.spec.chain.middlewares", "m", Stays("m"))),
        Maybe("object.spec.errors", Maybe("object.spec.errors.service", Service("object.spec.errors.service"))),
    ];

    private static ValidationArgs ToArgs(string expression) => new()
    {
        Expression = expression,
        Message = "a route may name only services and middlewares of its own namespace",
        Reason = "Forbidden",
    };

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
