using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using BatchV1 = Pulumi.Kubernetes.Batch.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>
/// Jobs that prepare a database before its app starts. A digest of image, command, scripts and variables is part of a job's name: a
/// change is a new job. A run of the program waits for the job's success; a failed job stops the run before the app, and runs again with
/// the next one. A job that succeeded stays, so that it does not run again.
/// </summary>
public sealed class InitJobs : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:InitJobs";

    private const string Home = "HOME";

    private readonly string _name;
    private readonly InitJobsArgs _args;
    private readonly StackContext _context;

    /// <summary>The jobs of an app, by its name, for the app to depend on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Succeeded { get; }

    /// <summary>Runs the jobs.</summary>
    public InitJobs(string name, InitJobsArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var done = new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal);
        foreach (var job in args.Jobs)
        {
            var before = done.GetValueOrDefault(job.App.Name) ?? [];
            done[job.App.Name] = [.. before, Create(job, before)];
        }

        Succeeded = done;
        RegisterOutputs();
    }

    private BatchV1.Job Create(PlannedInitJob planned, IReadOnlyList<Resource> before)
    {
        var resource = $"{_name}-{planned.Job.Name}";
        var secret = PlannedInitJob.SecretName(_context.System, planned.App, planned.Job);
        var environment = planned.Environment(_context.System, secret);
        var name = planned.ObjectName(environment);
        var options = new CustomResourceOptions { Parent = this, DependsOn = [.. ReadyOf(planned), .. before] };
        if (_args.Namespaces.TryGetValue(planned.Namespace, out var created))
        {
            options.DependsOn.Add(created);
            options.DeletedWith = created;
        }

        var files = planned.Files;
        if (files.Count > 0)
        {
            options.DependsOn.Add(new CoreV1.ConfigMap(
                $"{resource}-scripts",
                new ConfigMapArgs { Metadata = Metadata(name, planned), Data = files.ToDictionary(StringComparer.Ordinal) },
                Inside(created)));
        }

        if (AppEnvironment.Secrets(planned.Job.Env, _context) is { } values)
        {
            options.DependsOn.Add(new CoreV1.Secret(
                $"{resource}-env",
                new SecretArgs { Metadata = Metadata(secret, planned), StringData = values },
                Inside(created)));
        }

        options.CustomTimeouts = AwaitedJob.Wait(planned.Job.Timeout.Value);
        return new(
            resource,
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(Metadata(name, planned)),
                Spec = AwaitedJob.Spec(
                    new() { Labels = _context.LabelsWith((Labels.Name, Labels.Value(planned.Job.Name))) },
                    planned.Job.Retries,
                    planned.Job.Timeout.Value,
                    Pod(planned, environment, name, files.Count > 0)),
            },
            options);
    }

    private HashSet<Resource> ReadyOf(PlannedInitJob planned)
    {
        var ready = new HashSet<Resource>(_args.Images.GetValueOrDefault(planned.Image) ?? []);
        foreach (var variable in planned.Job.Env)
        {
            if (DatabaseEngines.Find(_context.System, variable.Database) is { } endpoint
                && _args.Ready.TryGetValue(endpoint.Key, out var resources))
            {
                ready.UnionWith(resources);
            }
        }

        return ready;
    }

    private static PodSpecArgs Pod(
        PlannedInitJob planned, IReadOnlyDictionary<string, DatabaseVariable> environment, string name, bool scripts)
    {
        var container = new ContainerArgs
        {
            Name = planned.Job.Name,
            Image = planned.Image,
            Command = planned.Command.ToArray(),
            VolumeMounts = { new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
            Resources = PodResources.Of(planned.Job.Resources),
            TerminationMessagePolicy = "FallbackToLogsOnError",
            SecurityContext = PodRights.Container(PodRights.Stranger),
        };
        if (!environment.ContainsKey(Home))
        {
            // npm and psql write their files there.
            container.Env.Add(new EnvVarArgs { Name = Home, Value = "/tmp" });
        }

        foreach (var variable in environment.Keys)
        {
            container.Env.Add(AppEnvironment.Variable(variable, environment[variable]));
        }

        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            Containers = { container },
            Volumes = { new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = "64Mi" } } },
            SecurityContext = PodRights.Pod(PodRights.Stranger),
        };
        if (scripts)
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = "scripts", MountPath = AppScripts.Folder, ReadOnly = true });
            pod.Volumes.Add(new VolumeArgs { Name = "scripts", ConfigMap = new ConfigMapVolumeSourceArgs { Name = name } });
        }

        return pod;
    }

    private ObjectMetaArgs Metadata(string name, PlannedInitJob planned) =>
        _context.Metadata(planned.Namespace, name, (Labels.Name, Labels.Value(planned.Job.Name)));

    // Another stack may make the namespace.
    private CustomResourceOptions Inside(CoreV1.Namespace? created) =>
        created is null ? new() { Parent = this } : StackContext.Inside(this, created);
}
