using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of the workloads: what Kubernetes would refuse, never start, or stop without its time.</summary>
internal static class WorkloadRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            if (app.OnCluster() && app.Kind != WorkloadKind.HelmChart)
            {
                CheckStop(context, app);
                CheckRollout(context, app);
                CheckPaths(context, app);
                CheckVolumes(context, app);
                CheckRights(context, app);
                CheckJobs(context, app);
                CheckKind(context, app);
            }
        }
    }

    private static void CheckStop(ValidationContext context, AppSpec app)
    {
        var delay = app.StopCommand.Count > 0 || app.Kind == WorkloadKind.CronJob ? 0 : AppProbes.StopDelay(app);
        if (delay >= app.GracePeriod.Seconds)
        {
            context.Error(
                app,
                "gracePeriod",
                $"a pod is killed after {app.GracePeriod}, and the signal to stop is sent after {delay}s",
                $"write more than {delay}s, the time that the app needs to stop included");
        }

        if (app.StopCommand.Count > 0 && app.StopDelay is not null)
        {
            context.Error(app, "stopCommand", "stands in place of stopDelay, which is set too", "remove one of the two");
        }
    }

    private static void CheckRollout(ValidationContext context, AppSpec app)
    {
        if (app.Kind != WorkloadKind.Deployment)
        {
            return;
        }

        if (app is { Strategy: RolloutStrategy.Recreate, Autoscaling: not null })
        {
            context.Error(
                app,
                "strategy",
                "recreate stops all pods at once, and autoscaling is for apps with several",
                "remove autoscaling, or write strategy: rolling");
        }

        if (app.Strategy == RolloutStrategy.Rolling && Rollout.OneNodeMount(context.Spec, app) is { } mount)
        {
            context.Error(
                app,
                "strategy",
                $"a new pod could not mount the volume '{mount.Name}' while the old one has it",
                $"write strategy: recreate, or accessMode: ReadWriteMany for '{mount.Name}'");
        }
    }

    private static void CheckPaths(ValidationContext context, AppSpec app)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in app.Mounts)
        {
            Take(mount, mount.Path, $"volume '{mount.Name}'");
        }

        foreach (var scratch in app.Scratch)
        {
            Take(scratch, scratch.Path, $"scratch folder '{scratch.Name}'");
        }

        foreach (var file in app.Files)
        {
            Take(file, file.Path, $"file '{file.Name}'");
        }

        void Take(object record, string path, string what)
        {
            if (!taken.TryAdd(path, what))
            {
                context.Error(record, "path", $"the {taken[path]} of '{app.Name}' is at {path} too", "give each its own path");
            }
        }
    }

    private static void CheckVolumes(ValidationContext context, AppSpec app)
    {
        var home = app.Namespace ?? context.Spec.Environment.Namespace;
        foreach (var mount in app.Mounts)
        {
            if (AppVolumes.Own(context.Spec, app, mount) is not null
                || context.Spec.Storage.Volumes.FirstOrDefault(known => known.Name == mount.Name) is not { } volume)
            {
                continue;
            }

            if (VolumeClaims.OwnerOf(context.Spec, volume) is not { } owner)
            {
                context.Error(
                    mount,
                    "name",
                    $"the volume '{volume.Name}' is no shared volume of an app: it belongs to '{volume.Owner}'",
                    $"write owner: {app.Name} for the volume, or mount one that an app shares");
            }
            else if ((owner.Namespace ?? context.Spec.Environment.Namespace) is var place && place != home)
            {
                context.Error(
                    mount,
                    "name",
                    $"the volume '{volume.Name}' is in the namespace '{place}' of its owner, and '{app.Name}' in '{home}'",
                    $"put both apps into one namespace");
            }
        }
    }

    private static void CheckRights(ValidationContext context, AppSpec app)
    {
        var level = PodLevel.Of(app.Security);
        if (level == PodSecurityLevel.Restricted)
        {
            return;
        }

        if (app.Security.Reason.Length == 0)
        {
            context.Error(
                app.Security,
                "reason",
                $"the rights of '{app.Name}' exceed the Pod Security level restricted without a reason",
                "write the reason as one sentence, or leave out root, escalation and capabilities beside NET_BIND_SERVICE");
        }

        var home = app.Namespace ?? context.Spec.Environment.Namespace;
        var enforced = context.Spec.Namespaces.FirstOrDefault(known => known.Name == home)?.PodSecurity.Enforce;
        if (enforced > level)
        {
            context.Error(
                app.Security,
                null,
                $"the rights of '{app.Name}' need the Pod Security level {level.ToString().ToLowerInvariant()}, and its namespace '{home}' "
                    + $"enforces {enforced.Value.ToString().ToLowerInvariant()}",
                $"write podSecurity: {{enforce: {level.ToString().ToLowerInvariant()}}} for the namespace, or fewer rights");
        }
    }

    private static void CheckJobs(ValidationContext context, AppSpec app)
    {
        var home = app.Namespace ?? context.Spec.Environment.Namespace;
        foreach (var job in app.InitJobs)
        {
            if (job.Image is null && job.Namespace is { } other && other != home)
            {
                context.Error(
                    job,
                    "namespace",
                    $"the job has the image and the configuration of '{app.Name}', which are in the namespace '{home}'",
                    "remove namespace, or give the job an image of its own");
            }

            if (job.Image is not null && job.When == JobTime.Settled)
            {
                context.Error(
                    job, "when", "a job with an image of its own runs before the app", "remove when, or let the job use the app's image");
            }

            if (job.Image is null && job.Command.Count == 0)
            {
                context.Error(job, "command", $"the job would start '{app.Name}' itself, which never ends", "write the job's command");
            }
        }
    }

    private static void CheckKind(ValidationContext context, AppSpec app)
    {
        CheckProbe(app.StartupProbe, "startupProbe");
        CheckProbe(app.ReadinessProbe, "readinessProbe");
        CheckProbe(app.LivenessProbe, "livenessProbe");
        if (app.Kind == WorkloadKind.CronJob)
        {
            Refuse(app.Ports.Count > 0, "ports");
            Refuse(app.Autoscaling is not null, "autoscaling");
            Refuse(app.MinAvailable is not null, "minAvailable");
            Refuse(app.BlueGreen.Mode != BlueGreenMode.None, "blueGreen");
            Refuse(app.StopCommand.Count > 0, "stopCommand");
        }

        void CheckProbe(ProbeSpec? probe, string key)
        {
            if (probe is null)
            {
                return;
            }

            Refuse(app.Kind == WorkloadKind.CronJob, key);
            if (probe.Command.Count == 0 && app.Ports.Count == 0)
            {
                context.Error(app, key, $"'{app.Name}' has no port to check", "write the command of the check, or the app's ports");
            }
        }

        void Refuse(bool written, string key)
        {
            if (written)
            {
                context.Error(app, key, "a cronJob runs to its end and answers nobody", $"remove {key}");
            }
        }
    }
}
