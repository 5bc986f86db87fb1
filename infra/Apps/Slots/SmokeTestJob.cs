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
/// The job that tests a version from inside the cluster. The script repeats the request by itself, so a failed pod is a failed test, which
/// ends the run before the service; a pod that a drain ends is started again.
/// </summary>
internal static class SmokeTestJob
{
    // For the pull of the image and the start of the pod, beside the time of the test.
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(3);

    private static readonly ResourcesSpec Resources = new()
    {
        RequestCpu = Quantity.Parse("10m"),
        RequestMemory = Quantity.Parse("16Mi"),
        LimitCpu = Quantity.Parse("200m"),
        LimitMemory = Quantity.Parse("64Mi"),
    };

    /// <summary>Creates the job and the script that it runs.</summary>
    /// <param name="resource">Logical name of the version.</param>
    /// <param name="workload">The version.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="options">Options of the objects: parent, namespace and what must exist before.</param>
    public static Resource Create(
        string resource, Workload workload, string @namespace, StackContext context, Func<Resource[], CustomResourceOptions> options)
    {
        var name = SmokeTest.NameOf(context.System, workload);
        var label = (Labels.Name, SmokeTest.PodName(workload.App));
        var script = new CoreV1.ConfigMap(
            $"{resource}-smoke-test-script",
            new ConfigMapArgs
            {
                Metadata = context.Metadata(@namespace, name, label),
                Immutable = true,
                Data =
                {
                    [SmokeTest.Script] = EmbeddedFile.Read($"apps/{SmokeTest.Script}"),
                    [ScriptJob.PasswdKey] = ScriptJob.Passwd,
                },
            },
            options([]));
        var pod = ScriptJob.Pod(
            [],
            ScriptJob.Container(
                "smoke-test", SmokeTestVersions.Image, "/bin/sh", SmokeTest.Script, SmokeTest.Variables(workload), Resources),
            [],
            name,
            Quantity.Parse("16Mi"));
        var deadline = workload.App.BlueGreen.SmokeTest.Timeout.Value + Start;
        var spec = AwaitedJob.Spec(new() { Labels = context.LabelsWith(label) }, retries: 0, deadline, pod);
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
            $"{resource}-smoke-test",
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(context.Metadata(@namespace, name, label)),
                Spec = spec,
            },
            awaited);
    }
}
