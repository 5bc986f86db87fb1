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
/// The job that checks a shadow copy on its own node: DNS of the cluster, the node port, and the way out. The script repeats its requests
/// by itself, so a failed pod is a failed check, which fails the run with the lines of its log; a pod that a drain ends is started again.
/// </summary>
internal static class OutboundCheckJob
{
    // For the pull of the image and the start of the pod, beside the time of the check.
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(3);

    private static readonly ResourcesSpec Resources = new()
    {
        RequestCpu = Quantity.Parse("10m"),
        RequestMemory = Quantity.Parse("16Mi"),
        LimitCpu = Quantity.Parse("200m"),
        LimitMemory = Quantity.Parse("64Mi"),
    };

    /// <summary>Creates the job and the script that it runs.</summary>
    /// <param name="resource">Logical name of the app.</param>
    /// <param name="workload">The copy's pods.</param>
    /// <param name="namespace">Their namespace.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="options">Options of the objects: parent, namespace and what must exist before.</param>
    public static Resource Create(
        string resource, Workload workload, string @namespace, StackContext context, Func<Resource[], CustomResourceOptions> options)
    {
        var name = OutboundCheck.NameOf(context.System, workload);
        var label = (Labels.Name, OutboundCheck.PodName(workload.App));
        var script = new CoreV1.ConfigMap(
            $"{resource}-outbound-check-script",
            new ConfigMapArgs
            {
                Metadata = context.Metadata(@namespace, name, label),
                Immutable = true,
                Data =
                {
                    [OutboundCheck.Script] = EmbeddedFile.Read($"apps/{OutboundCheck.Script}"),
                    [ScriptJob.PasswdKey] = ScriptJob.Passwd,
                },
            },
            options([]));
        var deadline = OutboundCheck.Timeout + Start;
        var spec = AwaitedJob.Spec(new() { Labels = context.LabelsWith(label) }, retries: 0, deadline, Pod(workload, name, context));
        spec.PodFailurePolicy = new PodFailurePolicyArgs
        {
            Rules =
            {
                new PodFailurePolicyRuleArgs
                {
                    Action = "Ignore",
                    OnPodConditions = { new PodFailurePolicyOnPodConditionsPatternArgs { Type = "DisruptionTarget", Status = "True" } },
                },
            },
        };
        var awaited = options([script]);
        awaited.CustomTimeouts = AwaitedJob.Wait(deadline);
        return new BatchV1.Job(
            $"{resource}-outbound-check",
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(context.Metadata(@namespace, name, label)),
                Spec = spec,
            },
            awaited);
    }

    private static PodSpecArgs Pod(Workload workload, string scripts, StackContext context)
    {
        var container = ScriptJob.Container(
            "outbound-check",
            SmokeTestVersions.Image,
            "/bin/sh",
            OutboundCheck.Script,
            OutboundCheck.Variables(context.System, workload.App),
            Resources);
        container.Env.Add(new EnvVarArgs
        {
            Name = "NODE_ADDRESS",
            ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = "status.hostIP" } },
        });
        var pod = ScriptJob.Pod([], container, [], scripts, Quantity.Parse("16Mi"));
        pod.Affinity = new AffinityArgs
        {
            PodAffinity = new PodAffinityArgs
            {
                RequiredDuringSchedulingIgnoredDuringExecution =
                {
                    new PodAffinityTermArgs
                    {
                        TopologyKey = Labels.Hostname,
                        LabelSelector = new LabelSelectorArgs
                        {
                            MatchLabels = workload.Selector.ToDictionary(StringComparer.Ordinal),
                        },
                    },
                },
            },
        };
        return pod;
    }
}
