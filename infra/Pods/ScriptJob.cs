using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pods;

/// <summary>
/// CronJobs that run scripts of a config map, each in the same careful way: never two at once, bounded in time, as nobody, on a
/// read-only file system, with the last lines of the log as the pod's last words. Failure and age show in
/// <c>kube_job_status_failed</c> and <c>kube_cronjob_status_last_successful_time</c> of kube-state-metrics.
/// </summary>
internal static class ScriptJob
{
    /// <summary>Where the scripts are.</summary>
    public const string ScriptsPath = "/scripts";

    /// <summary>Where they may write.</summary>
    public const string WorkPath = "/work";

    /// <summary>Key of the config map with the user that the scripts run as: database tools refuse one without a name.</summary>
    public const string PasswdKey = "passwd";

    /// <summary>The content for <see cref="PasswdKey"/>.</summary>
    public const string Passwd = "root:x:0:0::/:/sbin/nologin\nscript:x:10001:10001::/work:/bin/sh\n";

    private const int ReadableByGroup = 288; // 0440
    private const int ReadableByAll = 365; // 0555

    /// <summary>The CronJob's inputs.</summary>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="schedule">When, UTC.</param>
    /// <param name="timeout">Time a run may take.</param>
    /// <param name="labels">The pods' labels.</param>
    /// <param name="pod">The pod.</param>
    public static CronJobArgs Args(ObjectMetaArgs metadata, CronSchedule schedule, Duration timeout, Dictionary<string, string> labels, PodSpecArgs pod) => new()
    {
        Metadata = metadata,
        Spec = new CronJobSpecArgs
        {
            Schedule = schedule.ToString(),
            TimeZone = "Etc/UTC",
            ConcurrencyPolicy = "Forbid",
            // A run that could not begin for an hour (control plane away) is left out, and the age of the last shows it.
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

    /// <summary>A pod that runs to its end, without a token of the API unless an account is named.</summary>
    /// <param name="first">Containers that run before, one after another.</param>
    /// <param name="last">The container that runs after them.</param>
    /// <param name="volumes">Volumes beside the scratch space and the scripts.</param>
    /// <param name="scripts">The config map with the scripts.</param>
    /// <param name="scratch">Most that may be written.</param>
    /// <param name="account">The service account; null for none.</param>
    public static PodSpecArgs Pod(IReadOnlyList<ContainerArgs> first, ContainerArgs last, IReadOnlyList<VolumeArgs> volumes, string scripts, Quantity scratch, string? account = null)
    {
        var pod = new PodSpecArgs
        {
            RestartPolicy = "Never",
            EnableServiceLinks = false,
            AutomountServiceAccountToken = account is not null,
            SecurityContext = PodRights.Pod(PodRights.Stranger),
            InitContainers = first.ToArray(),
            Containers = { last },
            Volumes =
            {
                new VolumeArgs { Name = "work", EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = scratch.ToString() } },
                new VolumeArgs { Name = "scripts", ConfigMap = new ConfigMapVolumeSourceArgs { Name = scripts, DefaultMode = ReadableByAll } },
            },
        };
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
    /// <param name="resources">What it asks for and may use.</param>
    /// <param name="mounts">Volumes it sees, by name, beside the scratch space and the scripts; each at <c>/name</c>.</param>
    public static ContainerArgs Container(string name, string image, string shell, string script, IReadOnlyDictionary<string, string> variables, ResourcesSpec resources, params IReadOnlyList<string> mounts)
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
            container.Env.Add(new EnvVarArgs { Name = variable, Value = variables[variable] });
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
