using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of the workloads: kinds, rollouts, stops and jobs.</summary>
internal static class WorkloadRules
{
    /// <summary>Checks the rules for an app.</summary>
    public static void Check(ValidationContext context, AppSpec app)
    {
        CheckStop(context, app);
        CheckRollout(context, app);
        CheckJobs(context, app);
        CheckKind(context, app);
        CheckAutoscaling(context, app);
        CheckShadow(context, app);
    }

    /// <summary>The use of a resource is measured in percent of its request.</summary>
    private static void CheckAutoscaling(ValidationContext context, AppSpec app)
    {
        if (app.Autoscaling is { } scaling)
        {
            Check(scaling.CpuPercent, "cpuPercent", app.Resources.RequestCpu, "requestCpu");
            Check(scaling.MemoryPercent, "memoryPercent", app.Resources.RequestMemory, "requestMemory");
        }

        void Check(int percent, string key, Quantity request, string resource)
        {
            if (percent > 0 && request.Value == 0)
            {
                context.Error(
                    app.Autoscaling,
                    key,
                    $"the autoscaler cannot count {percent}% of no request: resources.{resource} of '{app.Name}' is {request}",
                    $"write a request, or {key}: 0");
            }
        }
    }

    private static void CheckShadow(ValidationContext context, AppSpec app)
    {
        if (app.Shadow is { } shadow && app.Ports.Count == 0)
        {
            context.Error(
                shadow,
                "nodePort",
                $"'{app.Name}' listens on no port, so nothing opens the node port and nothing checks the copy",
                "describe the port of the app under ports");
        }

        if (app.Shadow is { SkipDatabaseInit: true }
            && app.Env.FirstOrDefault(variable => variable.Name == AppEnvironment.SkipDatabaseInit) is { } variable)
        {
            context.Error(
                variable,
                "name",
                "shadow.skipDatabaseInit sets this variable already",
                "remove it here, or write skipDatabaseInit: false");
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
        if (app.Strategy == RolloutStrategy.Rolling && AppPods.OneNodeMount(context.Spec, app) is { } mount)
        {
            context.Error(
                app,
                "strategy",
                $"a new pod could not mount the volume '{mount.Name}' while the old one has it",
                $"write strategy: recreate, or accessMode: ReadWriteMany for '{mount.Name}'");
        }
    }

    private static void CheckJobs(ValidationContext context, AppSpec app)
    {
        var home = context.Spec.NamespaceOf(app);
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

            if (job.Image is null && job.Env.Count > 0)
            {
                context.Error(
                    job,
                    "env",
                    $"the job has the variables of '{app.Name}', and nothing reads these",
                    "move them to the app, or give the job an image of its own");
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
            if (context.IsWritten(app, "replicas"))
            {
                context.Error(app, "replicas", "each run of a cronJob is one pod, and nothing reads this number", "remove replicas");
            }

            foreach (var job in app.InitJobs)
            {
                if (job.Image is null)
                {
                    context.Error(
                        job,
                        "image",
                        $"nothing runs the job: '{app.Name}' is a cronJob, which has no moment before its pods",
                        "give the job an image of its own, or write it into the cronJob's command");
                }
            }
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
