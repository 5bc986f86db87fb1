using System.Globalization;
using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using BatchV1 = Pulumi.Kubernetes.Batch.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using NetworkingV1 = Pulumi.Kubernetes.Networking.V1;
using Rbac = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// A CronJob that restores the newest backup of a schedule into a namespace of its own and compares it with what the backup
/// recorded. The namespace is there for good, closed to the network: nothing restored can reach a live database or a visitor,
/// and the job needs no right to make namespaces.
/// </summary>
public sealed class RestoreTest : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:RestoreTest";

    /// <summary>Age at which the newest backup is too old for a test.</summary>
    private const int OldestSeconds = 3 * 24 * 3600;

    private const string Script = "restore-test.sh";

    private static readonly ResourcesSpec s_resources = new() { RequestCpu = Quantity.Parse("25m"), LimitMemory = Quantity.Parse("256Mi") };

    private static readonly string[] s_emptying = ["get", "list", "watch", "delete", "deletecollection"];

    private readonly string _name;
    private readonly RestoreTestArgs _args;
    private readonly CoreV1.Namespace _into;

    /// <summary>Creates the test.</summary>
    public RestoreTest(string name, RestoreTestArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        _into = PlatformNamespace.Create($"{name}-namespace", args.Test.Into, PodSecurityLevel.Restricted, args.Labels, new() { Parent = this, Protect = args.Protect });
        var closed = CreateClosedNetwork();
        var account = new CoreV1.ServiceAccount($"{name}-account", new() { Metadata = InVelero(Account), AutomountServiceAccountToken = false }, Inside(args.VeleroNamespace));
        Resource[] rights =
        [
            .. CreateRights("velero", Velero, args.VeleroNamespace,
                Rule("velero.io", ["backups", "datauploads", "datadownloads"], ["get", "list"]),
                Rule("velero.io", ["restores"], ["create", "get", "list", "delete"])),
            .. CreateRights("scratch", args.Test.Into, _into,
                Rule("", ["persistentvolumeclaims", "pods", "configmaps", "secrets"], s_emptying),
                Rule("apps", ["deployments", "statefulsets"], s_emptying)),
        ];
        var config = CreateConfig();
        _ = new BatchV1.CronJob(
            $"{name}-job",
            ScriptJob.Args(
                InVelero(PhysicalName.CronJob(args.Test.Name)),
                args.Test.Schedule,
                // Emptying the namespace before and after comes on top.
                Duration.Parse($"{args.Test.Timeout.Seconds + 900}s"),
                new(args.Labels, StringComparer.Ordinal) { [Naming.Labels.Name] = Naming.Labels.Value(args.Test.Name) },
                Pod()),
            new() { Parent = this, DependsOn = [account, closed, .. rights, config, args.Installed], DeletedWith = args.VeleroNamespace });
        RegisterOutputs();
    }

    private string Velero => _args.Velero.Namespace;

    private string Account => PhysicalName.Kubernetes(_args.Test.Name);

    private string ConfigName => PhysicalName.Kubernetes(_args.Test.Name, "scripts");

    private string ModifiersName => PhysicalName.Kubernetes(_args.Test.Name, "modifiers");

    /// <summary>k3s's own image: kubectl of the cluster's version, and a shell.</summary>
    private string Image => $"rancher/k3s:{_args.K3sVersion.Replace('+', '-')}";

    private PodSpecArgs Pod()
    {
        var variables = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["TEST"] = _args.Test.Name,
            ["VELERO_NAMESPACE"] = Velero,
            ["SCHEDULE"] = _args.Test.Backup,
            ["SOURCE"] = _args.Test.Namespace,
            ["INTO"] = _args.Test.Into,
            ["MODIFIERS"] = ModifiersName,
            ["TIMEOUT_SECONDS"] = _args.Test.Timeout.Seconds.ToString(CultureInfo.InvariantCulture),
            ["MAX_AGE_SECONDS"] = OldestSeconds.ToString(CultureInfo.InvariantCulture),
        };
        return ScriptJob.Pod([], ScriptJob.Container("restore-test", Image, "/bin/sh", Script, variables, s_resources), [], ConfigName, Quantity.Parse("64Mi"), Account);
    }

    private CoreV1.ConfigMap CreateConfig()
    {
        _ = new CoreV1.ConfigMap(
            $"{_name}-modifiers",
            new ConfigMapArgs { Metadata = InVelero(ModifiersName), Data = { ["modifiers.yaml"] = BackupPolicies.Modifiers(_args.Test, _args.Classes) } },
            Inside(_args.VeleroNamespace));
        return new(
            $"{_name}-scripts",
            new ConfigMapArgs { Metadata = InVelero(ConfigName), Data = { [ScriptJob.PasswdKey] = ScriptJob.Passwd, [Script] = EmbeddedFile.Read($"platform/{Script}") } },
            Inside(_args.VeleroNamespace));
    }

    private NetworkingV1.NetworkPolicy CreateClosedNetwork() => new(
        $"{_name}-closed",
        new NetworkPolicyArgs
        {
            Metadata = Meta("closed", _args.Test.Into),
            Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
        },
        Inside(_into));

    private Resource[] CreateRights(string noun, string space, CoreV1.Namespace created, params PolicyRuleArgs[] rules)
    {
        var role = new Rbac.Role($"{_name}-{noun}", new() { Metadata = Meta(Account, space), Rules = rules }, Inside(created));
        var binding = new Rbac.RoleBinding(
            $"{_name}-{noun}-binding",
            new()
            {
                Metadata = Meta(Account, space),
                Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = Account, Namespace = Velero } },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Account },
            },
            new() { Parent = this, DependsOn = { role }, DeletedWith = created });
        return [role, binding];
    }

    private static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) => new() { ApiGroups = { group }, Resources = resources, Verbs = verbs };

    private ObjectMetaArgs InVelero(string name) => Meta(name, Velero);

    private ObjectMetaArgs Meta(string name, string space) => new() { Name = name, Namespace = space, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private CustomResourceOptions Inside(CoreV1.Namespace space) => new() { Parent = this, DependsOn = { space }, DeletedWith = space };
}
