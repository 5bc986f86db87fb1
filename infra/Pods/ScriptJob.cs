using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pods;

/// <summary>
/// CronJobs that run scripts of a config map: never two runs at once, bounded in time, without root, on a read-only file system, with the
/// last log lines as the termination message. Failures and the age of the last success are visible in <c>kube_job_status_failed</c> and
/// <c>kube_cronjob_status_last_successful_time</c> of kube-state-metrics.
/// </summary>
internal static class ScriptJob
{
    /// <summary>Folder of the scripts.</summary>
    public const string ScriptsPath = "/scripts";

    /// <summary>Folder that the scripts may write to.</summary>
    public const string WorkPath = "/work";

    /// <summary>
    /// Key of the config map with the <c>passwd</c> entry of the scripts' user: database tools refuse a user without a name.
    /// </summary>
    public const string PasswdKey = "passwd";

    /// <summary>The content for <see cref="PasswdKey"/>.</summary>
    public const string Passwd = "root:x:0:0::/:/sbin/nologin\nscript:x:10001:10001::/work:/bin/sh\n";

    private const int ReadableByGroup = 288; // 0440
    private const int ReadableByAll = 365; // 0555

    /// <summary>The CronJob's inputs.</summary>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="schedule">The schedule, UTC.</param>
    /// <param name="timeout">Time a run may take.</param>
    /// <param name="labels">The pods' labels.</param>
    /// <param name="pod">The pod.</param>
    public static CronJobArgs Args(
        ObjectMetaArgs metadata, CronSchedule schedule, Duration timeout, Dictionary<string, string> labels, PodSpecArgs pod) => new()
        {
            Metadata = metadata,
            Spec = new CronJobSpecArgs
            {
                Schedule = schedule.ToString(),
                TimeZone = "Etc/UTC",
                ConcurrencyPolicy = "Forbid",
                // A run that could not start within an hour (control plane unavailable) is skipped; the age of the last success shows it.
                StartingDeadlineSeconds = 3600,
                SuccessfulJobsHistoryLimit = 3,
                FailedJobsHistoryLimit = 5,
                JobTemplate = new JobTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs { Labels = labels },
                    Spec = new JobSpecArgs
                    {
                        ActiveDeadlineSeconds = timeout.Seconds,
                        BackoffLimit = 2,
                        Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = pod },
                    },
                },
            },
        };

    /// <summary>A pod that runs to its end, without a token of the API unless a service account is given.</summary>
    /// <param name="first">Containers that run before, one after another.</param>
    /// <param name="last">The container that runs after them.</param>
    /// <param name="volumes">Volumes beside the scratch space and the scripts.</param>
    /// <param name="scripts">The config map with the scripts.</param>
    /// <param name="scratch">The limit of the scratch space.</param>
    /// <param name="account">The service account; null for none.</param>
    public static PodSpecArgs Pod(
        IReadOnlyList<ContainerArgs> first,
        ContainerArgs last,
        IReadOnlyList<VolumeArgs> volumes,
        string scripts,
        Quantity scratch,
        string? account = null)
    {
        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            EnableServiceLinks = false,
            AutomountServiceAccountToken = account is not null,
            SecurityContext = PodRights.Pod(PodRights.Stranger),
            Containers = { last },
            Volumes =
            {
                new VolumeArgs { Name = "work", EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = scratch.ToString() } },
                new VolumeArgs
                {
                    Name = "scripts",
                    ConfigMap = new ConfigMapVolumeSourceArgs { Name = scripts, DefaultMode = ReadableByAll },
                },
            },
        };
        foreach (var container in first)
        {
            pod.InitContainers.Add(container);
        }

        foreach (var volume in volumes)
        {
            pod.Volumes.Add(volume);
        }

        if (account is not null)
        {
            pod.ServiceAccountName = account;
        }

        return pod;
    }

    /// <summary>A container that runs one script.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="image">Its image.</param>
    /// <param name="shell">The shell.</param>
    /// <param name="script">The script's file.</param>
    /// <param name="variables">Parameters; none is secret.</param>
    /// <param name="resources">Its requests and limits.</param>
    /// <param name="mounts">Further volumes, by name, beside the scratch space and the scripts; each is mounted at <c>/name</c>.</param>
    public static ContainerArgs Container(
        string name,
        string image,
        string shell,
        string script,
        IReadOnlyDictionary<string, string> variables,
        ResourcesSpec resources,
        params IReadOnlyList<string> mounts)
    {
        var container = new ContainerArgs
        {
            Name = name,
            Image = image,
            ImagePullPolicy = "IfNotPresent",
            Command = { shell, $"{ScriptsPath}/{script}" },
            TerminationMessagePolicy = "FallbackToLogsOnError",
            SecurityContext = PodRights.Sealed(PodRights.Stranger),
            Resources = PodResources.Of(resources),
            VolumeMounts =
            {
                new VolumeMountArgs { Name = "work", MountPath = WorkPath },
                new VolumeMountArgs { Name = "scripts", MountPath = ScriptsPath, ReadOnly = true },
                new VolumeMountArgs { Name = "scripts", MountPath = "/etc/passwd", SubPath = PasswdKey, ReadOnly = true },
            },
        };
        container.Env.Add(new EnvVarArgs { Name = "WORK", Value = WorkPath });
        container.Env.Add(new EnvVarArgs { Name = "HOME", Value = WorkPath });
        container.Env.Add(new EnvVarArgs { Name = "TMPDIR", Value = WorkPath });
        foreach (var variable in variables.Keys)
        {
            container.Env.Add(new EnvVarArgs { Name = variable, Value = PlainText.Of(variables[variable]) });
        }

        foreach (var mount in mounts)
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = mount, MountPath = $"/{mount}", ReadOnly = true });
        }

        return container;
    }

    /// <summary>A volume with a secret's keys as files.</summary>
    public static VolumeArgs SecretVolume(string name, string secret) =>
        new() { Name = name, Secret = new SecretVolumeSourceArgs { SecretName = secret, DefaultMode = ReadableByGroup } };
}
