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
/// A CronJob that restores the newest backup of a schedule into a namespace of its own and compares the result with the record of the
/// backup. The namespace is permanent and closed to the network: restored objects reach neither a live database nor a client, and the
/// job needs no permission to create namespaces.
/// </summary>
public sealed class RestoreTest : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:RestoreTest";

    /// <summary>Least age from which the newest backup fails the test.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(3);

    private const string Script = "restore-test.sh";

    /// <summary>Requests and limits of the job.</summary>
    internal static readonly ResourcesSpec Resources = new() { RequestCpu = Quantity.Parse("25m"), LimitMemory = Quantity.Parse("256Mi") };

    private static readonly string[] Emptying = ["get", "list", "watch", "delete", "deletecollection"];

    private readonly string _name;
    private readonly RestoreTestArgs _args;
    private readonly StackContext _context;
    private readonly CoreV1.Namespace _into;

    /// <summary>Creates the test.</summary>
    public RestoreTest(string name, RestoreTestArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        _into = PlatformNamespace.Create($"{name}-namespace", args.Test.Into, PodSecurityLevel.Restricted, context, this, args.Controllers);
        var closed = CreateClosedNetwork();
        var account = new CoreV1.ServiceAccount(
            $"{name}-account",
            new() { Metadata = _context.Metadata(Velero, Account), AutomountServiceAccountToken = false },
            StackContext.Inside(this, args.VeleroNamespace));
        Resource[] rights =
        [
            .. CreateRights("velero", Velero, args.VeleroNamespace,
                Rule("velero.io", ["backups", "datauploads", "datadownloads"], ["get", "list"]),
                Rule("velero.io", ["restores"], ["create", "get", "list", "delete"])),
            .. CreateRights("scratch", args.Test.Into, _into,
                Rule("", ["persistentvolumeclaims", "pods", "configmaps", "secrets"], Emptying),
                Rule("apps", ["deployments", "statefulsets"], Emptying)),
        ];
        var config = CreateConfig();
        _ = new BatchV1.CronJob(
            $"{name}-job",
            ScriptJob.Args(
                _context.Metadata(Velero, PhysicalName.CronJob(args.Test.Name)),
                args.Test.Schedule,
                // On top of the restore, the namespace is emptied before and after.
                Duration.Parse($"{args.Test.Timeout.Seconds + 900}s"),
                context.LabelsWith((Labels.Name, Labels.Value(args.Test.Name))),
                Pod()),
            new() { Parent = this, DependsOn = [account, closed, .. rights, config, args.Installed], DeletedWith = args.VeleroNamespace });
        RegisterOutputs();
    }

    /// <summary>
    /// Age in seconds from which the newest backup fails the test: three days, or twice the longest time between two backups.
    /// </summary>
    /// <param name="backup">The described backups.</param>
    /// <param name="test">The test.</param>
    public static long MaxAgeSeconds(BackupSpec backup, RestoreTestSpec test)
    {
        var schedule = backup.Velero?.Schedules.FirstOrDefault(schedule => schedule.Name == test.Backup);
        var twice = 2 * (schedule?.Schedule.LongestGap() ?? TimeSpan.Zero);
        return (long)(twice > Oldest ? twice : Oldest).TotalSeconds;
    }

    private string Velero => _args.Velero.Namespace;

    private string Account => PhysicalName.Kubernetes(_args.Test.Name);

    private string ConfigName => PhysicalName.Kubernetes(_args.Test.Name, "scripts");

    private string ModifiersName => PhysicalName.Kubernetes(_args.Test.Name, "modifiers");

    /// <summary>k3s's own image: kubectl of the cluster's version, and a shell.</summary>
    private string Image => $"rancher/k3s:{_context.System.Cluster.K3s.Version.Replace('+', '-')}";

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
            ["MAX_AGE_SECONDS"] = MaxAgeSeconds(_context.System.Backup, _args.Test).ToString(CultureInfo.InvariantCulture),
        };
        return ScriptJob.Pod(
            [],
            ScriptJob.Container("restore-test", Image, "/bin/sh", Script, variables, Resources),
            [],
            ConfigName,
            Quantity.Parse("64Mi"),
            Account);
    }

    private CoreV1.ConfigMap CreateConfig()
    {
        _ = new CoreV1.ConfigMap(
            $"{_name}-modifiers",
            new ConfigMapArgs
            {
                Metadata = _context.Metadata(Velero, ModifiersName),
                Data = { ["modifiers.yaml"] = BackupPolicies.Modifiers(_args.Test, _context.System.Storage.Classes) },
            },
            StackContext.Inside(this, _args.VeleroNamespace));
        return new(
            $"{_name}-scripts",
            new ConfigMapArgs
            {
                Metadata = _context.Metadata(Velero, ConfigName),
                Data = { [ScriptJob.PasswdKey] = ScriptJob.Passwd, [Script] = EmbeddedFile.Read($"platform/{Script}") },
            },
            StackContext.Inside(this, _args.VeleroNamespace));
    }

    private NetworkingV1.NetworkPolicy CreateClosedNetwork() => new(
        $"{_name}-closed",
        new NetworkPolicyArgs
        {
            Metadata = _context.Metadata(_args.Test.Into, "closed"),
            Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
        },
        StackContext.Inside(this, _into));

    private Resource[] CreateRights(string noun, string @namespace, CoreV1.Namespace created, params PolicyRuleArgs[] rules)
    {
        var role = new Rbac.Role(
            $"{_name}-{noun}",
            new() { Metadata = _context.Metadata(@namespace, Account), Rules = rules },
            StackContext.Inside(this, created));
        var binding = new Rbac.RoleBinding(
            $"{_name}-{noun}-binding",
            new()
            {
                Metadata = _context.Metadata(@namespace, Account),
                Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = Account, Namespace = Velero } },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Account },
            },
            new() { Parent = this, DependsOn = { role }, DeletedWith = created });
        return [role, binding];
    }

    private static PolicyRuleArgs Rule(string group, string[] resources, string[] verbs) => new()
    {
        ApiGroups = { group },
        Resources = resources,
        Verbs = verbs,
    };
}
