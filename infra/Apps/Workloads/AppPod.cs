using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Apps;

/// <summary>The pod of an app, as inputs: a pure function of the description.</summary>
internal static class AppPod
{
    /// <summary>The pod of a workload.</summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The workload.</param>
    public static PodSpecArgs Of(SystemSpec system, Workload workload)
    {
        var app = workload.App;
        var container = Container(system, app, app.Name, workload.Image, app.Resources);
        Start(container, app.Command, app.Args);
        foreach (var port in app.Ports)
        {
            container.Ports.Add(new ContainerPortArgs { Name = port.Name, ContainerPortValue = port.Port });
        }

        var pod = Pod(app, container);
        AppVolumes.AddMounts(pod, container, system, app);
        AppVolumes.AddFolders(pod, container, app);
        AppScriptFiles.Mount(pod, container, app, AppScriptFiles.OfPods(app));
        Discourse.AddSidecar(pod, container, workload);
        if (app.Kind == WorkloadKind.CronJob)
        {
            pod.RestartPolicy = "Never";
            return pod;
        }

        AppProbes.Add(container, app);
        Spread(pod, workload);
        return pod;
    }

    /// <summary>The pod of a job with the app's own image: its variables, files, scratch folders and rights.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    /// <param name="job">The job.</param>
    /// <param name="image">The image.</param>
    public static PodSpecArgs OfJob(SystemSpec system, AppSpec app, InitJobSpec job, string image)
    {
        var container = Container(system, app, job.Name, image, job.Resources);
        Start(container, AppScripts.CommandOf(job), []);
        var pod = Pod(app, container);
        pod.RestartPolicy = "Never";
        AppVolumes.AddFolders(pod, container, app);
        AppScriptFiles.Mount(pod, container, app, AppScripts.For(job));
        return pod;
    }

    private static ContainerArgs Container(SystemSpec system, AppSpec app, string name, string image, ResourcesSpec resources)
    {
        var container = new ContainerArgs
        {
            Name = name,
            Image = image,
            ImagePullPolicy = app.PullPolicy.ToString(),
            Resources = PodResources.Of(resources),
            SecurityContext = PodRights.Container(app.Security),
            TerminationMessagePolicy = "FallbackToLogsOnError",
        };
        foreach (var (variable, value) in AppEnvironment.Of(system, app))
        {
            container.Env.Add(AppEnvironment.Variable(variable, value));
        }

        return container;
    }

    private static void Start(ContainerArgs container, IReadOnlyList<string> command, IReadOnlyList<string> args)
    {
        if (command.Count > 0)
        {
            container.Command = AppProbes.Texts(PlainText.Of(command));
        }

        if (args.Count > 0)
        {
            container.Args = AppProbes.Texts(PlainText.Of(args));
        }
    }

    private static PodSpecArgs Pod(AppSpec app, ContainerArgs container)
    {
        var pod = new PodSpecArgs
        {
            ServiceAccountName = app.Name,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            TerminationGracePeriodSeconds = app.GracePeriod.Seconds,
            SecurityContext = PodRights.Pod(app.Security),
            Containers = { container },
        };
        if (PriorityClassName.Of(app.Priority) is { } priority)
        {
            pod.PriorityClassName = priority;
        }

        foreach (var label in app.NodeLabels.Keys)
        {
            pod.NodeSelector.Add(label, app.NodeLabels[label]);
        }

        return pod;
    }

    // Rather than being unscheduled, pods share a node. The pods of each version are spread by themselves.
    private static void Spread(PodSpecArgs pod, Workload workload)
    {
        if (workload.Full < 2)
        {
            return;
        }

        var spread = new TopologySpreadConstraintArgs
        {
            MaxSkew = 1,
            TopologyKey = Labels.Hostname,
            WhenUnsatisfiable = "ScheduleAnyway",
            LabelSelector = new LabelSelectorArgs { MatchLabels = workload.Selector.ToDictionary(StringComparer.Ordinal) },
        };
        if (workload.App.Kind == WorkloadKind.Deployment)
        {
            spread.MatchLabelKeys.Add("pod-template-hash");
        }

        pod.TopologySpreadConstraints.Add(spread);
    }
}
