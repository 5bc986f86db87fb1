using Infra.Naming;
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
/// Volume snapshots for any CSI driver: their definitions and the controller that k3s does not bring. There is no upstream
/// chart; the objects are those of the external-snapshotter's own manifest, with probes, limits and no root.
/// </summary>
public sealed class SnapshotController : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:SnapshotController";

    /// <summary>Where it runs, as upstream says; one a cluster.</summary>
    private const string Space = "kube-system";

    private const string App = "snapshot-controller";

    private const int Port = 8080;

    private readonly string _name;
    private readonly SnapshotControllerArgs _args;

    /// <summary>The definitions and the controller, for whoever uses snapshots to depend on.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Installs it.</summary>
    public SnapshotController(string name, SnapshotControllerArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        var ready = new List<Resource>();
        foreach (var (plural, definition) in SnapshotDefinitions.All(args.Labels))
        {
            ready.Add(new ApiExtensions.CustomResourceDefinition($"{name}-{plural}", definition, new() { Parent = this, Protect = args.Protect }));
        }

        var account = new CoreV1.ServiceAccount($"{name}-account", new() { Metadata = Meta(App) }, new() { Parent = this });
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
                Metadata = ClusterMeta("snapshot-controller-runner"),
                Rules =
                [
                    Rule("", ["persistentvolumes"], ["get", "list", "watch"]),
                    Rule("", ["persistentvolumeclaims"], ["get", "list", "watch", "update"]),
                    Rule("", ["events"], ["list", "watch", "create", "update", "patch"]),
                    Rule("snapshot.storage.k8s.io", ["volumesnapshotclasses"], ["get", "list", "watch"]),
                    Rule("snapshot.storage.k8s.io", ["volumesnapshotcontents"], ["create", "get", "list", "watch", "update", "delete", "patch"]),
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
                Metadata = ClusterMeta("snapshot-controller-role"),
                Subjects = { Account() },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "snapshot-controller-runner" },
            },
            new() { Parent = this, DependsOn = { role } });
        return [role, binding];
    }

    private Resource[] CreateElectionRights()
    {
        const string Election = "snapshot-controller-leaderelection";
        var role = new Rbac.Role(
            $"{_name}-election",
            new() { Metadata = Meta(Election), Rules = { Rule("coordination.k8s.io", ["leases"], ["get", "watch", "list", "delete", "update", "create"]) } },
            new() { Parent = this });
        var binding = new Rbac.RoleBinding(
            $"{_name}-election-binding",
            new()
            {
                Metadata = Meta(Election),
                Subjects = { Account() },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Election },
            },
            new() { Parent = this, DependsOn = { role } });
        return [role, binding];
    }

    private AppsV1.Deployment CreateDeployment(IReadOnlyList<Resource> after)
    {
        InputMap<string> selector = new() { [Naming.Labels.Name] = App };
        return new(
            $"{_name}-controller",
            new()
            {
                Metadata = Meta(App),
                Spec = new DeploymentSpecArgs
                {
                    // One leads, one stands by.
                    Replicas = 2,
                    Selector = new LabelSelectorArgs { MatchLabels = selector },
                    // Longer than the controller waits for its definitions before it gives up.
                    MinReadySeconds = 35,
                    Strategy = new DeploymentStrategyArgs { Type = "RollingUpdate", RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 0, MaxUnavailable = 1 } },
                    Template = new PodTemplateSpecArgs
                    {
                        Metadata = new ObjectMetaArgs { Labels = PodLabels() },
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
                        PodAffinityTerm = new PodAffinityTermArgs { TopologyKey = Labels.Hostname, LabelSelector = new LabelSelectorArgs { MatchLabels = selector } },
                    },
                },
            },
        },
        Containers =
        {
            new ContainerArgs
            {
                Name = App,
                Image = LonghornVersions.SnapshotController,
                ImagePullPolicy = "IfNotPresent",
                Args = ["--leader-election=true", $"--leader-election-namespace={Space}", $"--http-endpoint=:{Port}"],
                Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = Port } },
                LivenessProbe = new ProbeArgs { HttpGet = new HTTPGetActionArgs { Path = "/healthz/leader-election", Port = "http" }, PeriodSeconds = 20, TimeoutSeconds = 5 },
                ReadinessProbe = new ProbeArgs { HttpGet = new HTTPGetActionArgs { Path = "/metrics", Port = "http" }, PeriodSeconds = 10, TimeoutSeconds = 5 },
                Resources = new ResourceRequirementsArgs
                {
                    Requests = { ["cpu"] = "10m", ["memory"] = "32Mi" },
                    Limits = { ["cpu"] = "200m", ["memory"] = "128Mi" },
                },
                SecurityContext = new SecurityContextArgs
                {
                    AllowPrivilegeEscalation = false,
                    ReadOnlyRootFilesystem = true,
                    Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
                },
            },
        },
    };

    private ObjectMetaArgs Meta(string name) => new() { Name = name, Namespace = Space, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private ObjectMetaArgs ClusterMeta(string name) => new() { Name = name, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private Dictionary<string, string> PodLabels() => new(_args.Labels, StringComparer.Ordinal) { [Naming.Labels.Name] = App };

    private static SubjectArgs Account() => new() { Kind = "ServiceAccount", Name = App, Namespace = Space };

    private static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) => new() { ApiGroups = { group }, Resources = resources, Verbs = verbs };
}
