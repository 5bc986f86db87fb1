using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using AppsV1 = Pulumi.Kubernetes.Apps.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using PolicyV1 = Pulumi.Kubernetes.Policy.V1;

namespace Infra.Databases;

/// <summary>
/// A single Redis with its append-only file on a volume of its node (source: 003). It returns with its pod, without at most one second of
/// writes, and moves to no other node. Where that is not enough, use another store.
/// </summary>
public sealed class Redis : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:Redis";

    /// <summary>User id of the Redis image.</summary>
    private const int User = 999;

    private const string ConfigurationFile = "redis.conf";
    private const string PasswordFile = "password.conf";
    private const string PasswordKey = "password";
    private const string Data = "data";

    private readonly string _name;
    private readonly RedisArgs _args;
    private readonly StackContext _context;
    private readonly string _instance;

    /// <summary>The password. A secret.</summary>
    public Output<string> Password { get; }

    /// <summary>The resource that clients depend on.</summary>
    public Resource Ready { get; }

    /// <summary>Creates the instance.</summary>
    public Redis(string name, RedisArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context, _instance) = (name, args, context, args.Server.Name);
        var password = EndpointSecret.Password($"{name}-password", args.Server.Password, context, this);
        var configuration = ConfigurationFor(args.Server.Resources.LimitMemory);
        var files = new CoreV1.ConfigMap($"{name}-configuration", new()
        {
            Metadata = Metadata(_instance),
            Data = { [ConfigurationFile] = configuration },
        }, StackContext.Inside(this, _args.Namespace));
        var secret = new CoreV1.Secret(
            $"{name}-auth",
            new()
            {
                Metadata = Metadata(AuthName),
                StringData = { [PasswordKey] = password, [PasswordFile] = password.Apply(PasswordLine) },
            },
            StackContext.Inside(this, _args.Namespace));
        _ = CreateService();
        _ = CreateBudget();
        var beside = StackContext.Inside(this, args.Namespace);
        _ = EndpointSecret.Create($"{name}-access", args.Endpoint, password, args.Endpoint.Namespace, context, beside);
        Ready = CreateSet(configuration, files, secret);
        Password = password;
        RegisterOutputs();
    }

    /// <summary>The configuration.</summary>
    /// <param name="memory">Memory limit of the instance.</param>
    /// <remarks>
    /// Half of it is for data: rewriting the append-only file forks, and memory written meanwhile is kept twice. Nothing is evicted when it
    /// is full: queues live here (source: 003), and a job that disappears is worse than a job that is refused.
    /// </remarks>
    public static string ConfigurationFor(Quantity memory) => string.Create(CultureInfo.InvariantCulture, $"""
        include /auth/{PasswordFile}
        port {RedisEngine.ServerPort}
        bind * -::*
        dir /data
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory {(long)memory.Value / 2}
        maxmemory-policy noeviction

        """);

    /// <summary>The line that sets the password.</summary>
    internal static string PasswordLine(string password) =>
        $"requirepass \"{password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n";

    private string AuthName => PhysicalName.Kubernetes(_instance, "auth");

    private AppsV1.StatefulSet CreateSet(string configuration, CoreV1.ConfigMap files, CoreV1.Secret secret)
    {
        var options = StackContext.Inside(this, _args.Namespace, [files, secret, .. _args.After]);
        options.Protect = _context.Protect;
        var spec = new StatefulSetSpecArgs
        {
            ServiceName = _instance,
            Replicas = 1,
            Selector = new LabelSelectorArgs { MatchLabels = PodLabels.Named(_instance).ToDictionary(StringComparer.Ordinal) },
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs
                {
                    Labels = _context.LabelsWith(NameLabel),
                    Annotations =
                    {
                        ["infra/configuration"] = Digest.Of(configuration),
                        ["infra/password"] = secret.Metadata.Apply(metadata => metadata?.ResourceVersion ?? ""),
                    },
                },
                Spec = CreatePod(),
            },
        };
        if (_args.Volume is { } volume)
        {
            // The volume outlives the set, even when the set is deleted or scaled by hand.
            spec.PersistentVolumeClaimRetentionPolicy = new StatefulSetPersistentVolumeClaimRetentionPolicyArgs
            {
                WhenDeleted = "Retain",
                WhenScaled = "Retain",
            };
            spec.VolumeClaimTemplates = new[]
            {
                new PersistentVolumeClaimArgs
                {
                    Metadata = new ObjectMetaArgs { Name = Data, Labels = _context.LabelsWith(NameLabel) },
                    Spec = VolumeClaim.Spec(volume),
                },
            };
        }

        return new($"{_name}-set", new() { Metadata = Metadata(PhysicalName.StatefulSet(_instance)), Spec = spec }, options);
    }

    private PodSpecArgs CreatePod()
    {
        var pod = new PodSpecArgs
        {
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            TerminationGracePeriodSeconds = 60,
            SecurityContext = PodRights.Pod(User),
            Containers =
            {
                new ContainerArgs
                {
                    Name = "redis",
                    Image = _args.Server.Image,
                    ImagePullPolicy = "IfNotPresent",
                    Command = { "redis-server", $"/configuration/{ConfigurationFile}" },
                    Ports = { new ContainerPortArgs { Name = "redis", ContainerPortValue = RedisEngine.ServerPort } },
                    // Only the client of the probes reads it.
                    Env =
                    {
                        new EnvVarArgs
                        {
                            Name = "REDISCLI_AUTH",
                            ValueFrom = new EnvVarSourceArgs
                            {
                                SecretKeyRef = new SecretKeySelectorArgs { Name = AuthName, Key = PasswordKey },
                            },
                        },
                    },
                    Resources = PodResources.Of(_args.Server.Resources),
                    SecurityContext = PodRights.Sealed(User),
                    // Five minutes to read the append-only file.
                    StartupProbe = Answers(period: 5, failures: 60),
                    ReadinessProbe = Answers(period: 5, failures: 3),
                    LivenessProbe = Answers(period: 20, failures: 3),
                    VolumeMounts =
                    {
                        new VolumeMountArgs { Name = "configuration", MountPath = "/configuration", ReadOnly = true },
                        new VolumeMountArgs { Name = "auth", MountPath = "/auth", ReadOnly = true },
                        new VolumeMountArgs { Name = Data, MountPath = "/data" },
                    },
                },
            },
            Volumes =
            {
                new VolumeArgs { Name = "configuration", ConfigMap = new ConfigMapVolumeSourceArgs { Name = _instance } },
                new VolumeArgs
                {
                    Name = "auth",
                    Secret = new SecretVolumeSourceArgs
                    {
                        SecretName = AuthName,
                        Items = { new KeyToPathArgs { Key = PasswordFile, Path = PasswordFile } },
                    },
                },
            },
        };
        if (_args.Volume is null)
        {
            pod.Volumes.Add(new VolumeArgs { Name = Data, EmptyDir = new EmptyDirVolumeSourceArgs() });
        }

        if (_args.Watched)
        {
            pod.Containers.Add(RedisExporter.Container(AuthName, PasswordKey));
        }

        return pod;
    }

    // While Redis loads its file it answers with an error, and the client still exits with 0.
    private static ProbeArgs Answers(int period, int failures) => new()
    {
        Exec = new ExecActionArgs { Command = { "sh", "-c", "redis-cli ping | grep -qx PONG" } },
        PeriodSeconds = period,
        TimeoutSeconds = 5,
        FailureThreshold = failures,
    };

    private CoreV1.Service CreateService() => new(
        $"{_name}-service",
        new()
        {
            Metadata = Metadata(_instance),
            Spec = new ServiceSpecArgs
            {
                Selector = PodLabels.Named(_instance).ToDictionary(StringComparer.Ordinal),
                Ports = { new ServicePortArgs { Name = "redis", Port = RedisEngine.ServerPort, TargetPort = "redis" } },
            },
        },
        StackContext.Inside(this, _args.Namespace));

    /// <summary>Budget that lets drains evict the single pod (source: 003, its worker's budget).</summary>
    private PolicyV1.PodDisruptionBudget CreateBudget() => new(
        $"{_name}-budget",
        new()
        {
            Metadata = Metadata(_instance),
            Spec = new PodDisruptionBudgetSpecArgs
            {
                MinAvailable = 0,
                Selector = new LabelSelectorArgs { MatchLabels = PodLabels.Named(_instance).ToDictionary(StringComparer.Ordinal) },
            },
        },
        StackContext.Inside(this, _args.Namespace));

    private (string Key, string Value) NameLabel => (Labels.Name, Labels.Value(_instance));

    private ObjectMetaArgs Metadata(string name) => _context.Metadata(_args.Endpoint.Namespace, name, NameLabel);
}
