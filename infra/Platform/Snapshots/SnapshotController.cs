using Infra.Flows;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using ApiExtensions = Pulumi.Kubernetes.ApiExtensions.V1;
using AppsV1 = Pulumi.Kubernetes.Apps.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Rbac = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Volume snapshots for any CSI driver: the definitions and the controller, which k3s does not bring. Upstream has no chart; the objects
/// are those of the external-snapshotter's manifest, in its namespace, with probes, limits and without root.
/// </summary>
public sealed class SnapshotController : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:SnapshotController";

    /// <summary>Number of pods: one leads, one stands by.</summary>
    internal const int Replicas = 2;

    /// <summary>Name of the pods.</summary>
    internal const string App = "snapshot-controller";

    /// <summary>Port of probes and metrics.</summary>
    internal const int Port = 8080;

    /// <summary>Requests and limits of a pod.</summary>
    internal static readonly ResourcesSpec Resources = ResourcesSpec.Of("10m", "32Mi", "200m", "128Mi");

    private readonly string _name;
    private readonly StackContext _context;

    /// <summary>The definitions and the controller, for the users of snapshots to depend on.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Creates the definitions and the controller.</summary>
    public SnapshotController(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _context) = (name, context);
        var ready = new List<Resource>();
        foreach (var (plural, definition) in SnapshotDefinitions.All(context.Labels))
        {
            var kept = new CustomResourceOptions { Parent = this, Protect = context.Protect };
            ready.Add(new ApiExtensions.CustomResourceDefinition($"{name}-{plural}", definition, kept));
        }

        var account = new CoreV1.ServiceAccount(
            $"{name}-account",
            new() { Metadata = _context.Metadata(ClusterPods.Namespace, App) },
            new() { Parent = this });
        ready.Add(CreateDeployment([account, .. CreateClusterRights(), .. CreateElectionRights(), .. ready]));
        Ready = ready;
        RegisterOutputs();
    }

    private Resource[] CreateClusterRights()
    {
        var role = new Rbac.ClusterRole(
            $"{_name}-rights",
            new()
            {
                Metadata = _context.Metadata(null, "snapshot-controller-runner"),
                Rules =
                [
                    Rule("", ["persistentvolumes"], ["get", "list", "watch"]),
                    Rule("", ["persistentvolumeclaims"], ["get", "list", "watch", "update"]),
                    Rule("", ["events"], ["list", "watch", "create", "update", "patch"]),
                    Rule("snapshot.storage.k8s.io", ["volumesnapshotclasses"], ["get", "list", "watch"]),
                    Rule(
                        "snapshot.storage.k8s.io",
                        ["volumesnapshotcontents"],
                        ["create", "get", "list", "watch", "update", "delete", "patch"]),
                    Rule("snapshot.storage.k8s.io", ["volumesnapshotcontents/status"], ["patch"]),
                    Rule("snapshot.storage.k8s.io", ["volumesnapshots"], ["create", "get", "list", "watch", "update", "patch", "delete"]),
                    Rule("snapshot.storage.k8s.io", ["volumesnapshots/status"], ["update", "patch"]),
                ],
            },
            new() { Parent = this });
        var binding = new Rbac.ClusterRoleBinding(
            $"{_name}-rights-binding",
            new()
            {
                Metadata = _context.Metadata(null, "snapshot-controller-role"),
                Subjects = { Account() },
                RoleRef = new RoleRefArgs
                {
                    ApiGroup = "rbac.authorization.k8s.io",
                    Kind = "ClusterRole",
                    Name = "snapshot-controller-runner",
                },
            },
            new() { Parent = this, DependsOn = { role } });
        return [role, binding];
    }

    private Resource[] CreateElectionRights()
    {
        const string Election = "snapshot-controller-leaderelection";
        var role = new Rbac.Role(
            $"{_name}-election",
            new()
            {
                Metadata = _context.Metadata(ClusterPods.Namespace, Election),
                Rules = { Rule("coordination.k8s.io", ["leases"], ["get", "watch", "list", "delete", "update", "create"]) },
            },
            new() { Parent = this });
        var binding = new Rbac.RoleBinding(
            $"{_name}-election-binding",
            new()
            {
                Metadata = _context.Metadata(ClusterPods.Namespace, Election),
                Subjects = { Account() },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Election },
            },
            new() { Parent = this, DependsOn = { role } });
        return [role, binding];
    }

    private AppsV1.Deployment CreateDeployment(IReadOnlyList<Resource> after)
    {
        InputMap<string> selector = new() { [Labels.Name] = App };
        return new(
            $"{_name}-controller",
            new()
            {
                Metadata = _context.Metadata(ClusterPods.Namespace, App),
                Spec = new DeploymentSpecArgs
                {
                    Replicas = Replicas,
                    Selector = new LabelSelectorArgs { MatchLabels = selector },
                    // Longer than the time after which the controller exits without its definitions.
                    MinReadySeconds = 35,
                    Strategy = new DeploymentStrategyArgs
                    {
                        Type = "RollingUpdate",
                        RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 0, MaxUnavailable = 1 },
                    },
                    Template = new PodTemplateSpecArgs
                    {
                        Metadata = new ObjectMetaArgs { Labels = _context.LabelsWith((Labels.Name, App)) },
                        Spec = PodSpec(selector),
                    },
                },
            },
            new() { Parent = this, DependsOn = after.ToArray() });
    }

    private static PodSpecArgs PodSpec(InputMap<string> selector) => new()
    {
        ServiceAccountName = App,
        PriorityClassName = "system-cluster-critical",
        SecurityContext = new PodSecurityContextArgs
        {
            RunAsNonRoot = true,
            RunAsUser = 65532,
            RunAsGroup = 65532,
            SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
        },
        Affinity = new AffinityArgs
        {
            PodAntiAffinity = new PodAntiAffinityArgs
            {
                PreferredDuringSchedulingIgnoredDuringExecution =
                {
                    new WeightedPodAffinityTermArgs
                    {
                        Weight = 100,
                        PodAffinityTerm = new PodAffinityTermArgs
                        {
                            TopologyKey = Labels.Hostname,
                            LabelSelector = new LabelSelectorArgs { MatchLabels = selector },
                        },
                    },
                },
            },
        },
        Containers =
        {
            new ContainerArgs
            {
                Name = App,
                Image = SnapshotVersions.Controller,
                ImagePullPolicy = "IfNotPresent",
                Args = ["--leader-election=true", $"--leader-election-namespace={ClusterPods.Namespace}", $"--http-endpoint=:{Port}"],
                Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = Port } },
                LivenessProbe = new ProbeArgs
                {
                    HttpGet = new HTTPGetActionArgs { Path = "/healthz/leader-election", Port = "http" },
                    PeriodSeconds = 20,
                    TimeoutSeconds = 5,
                },
                ReadinessProbe = new ProbeArgs
                {
                    HttpGet = new HTTPGetActionArgs { Path = "/metrics", Port = "http" },
                    PeriodSeconds = 10,
                    TimeoutSeconds = 5,
                },
                Resources = PodResources.Of(Resources),
                SecurityContext = new SecurityContextArgs
                {
                    AllowPrivilegeEscalation = false,
                    ReadOnlyRootFilesystem = true,
                    Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
                },
            },
        },
    };

    private static SubjectArgs Account() => new() { Kind = "ServiceAccount", Name = App, Namespace = ClusterPods.Namespace };

    private static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) => new()
    {
        ApiGroups = { group },
        Resources = resources,
        Verbs = verbs,
    };
}
