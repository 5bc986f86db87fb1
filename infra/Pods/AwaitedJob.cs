using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pods;

/// <summary>
/// A job that a run of the program waits for. The next run replaces a failed job: otherwise the provider would wait for the failed one
/// again, run after run, until an operator deletes it.
/// </summary>
internal static class AwaitedJob
{
    /// <summary>
    /// Time that the run waits beyond the deadline of the job, so that a passed deadline is reported as a failure of the job, with the
    /// last log lines of its pods.
    /// </summary>
    private static readonly TimeSpan Longer = TimeSpan.FromMinutes(5);

    /// <summary>The job's metadata.</summary>
    /// <param name="metadata">The metadata without the annotation of awaited jobs; changed in place.</param>
    public static ObjectMetaArgs Metadata(ObjectMetaArgs metadata)
    {
        metadata.Annotations.Add("pulumi.com/replaceUnready", "true");
        return metadata;
    }

    /// <summary>The job, with its pods, further attempts and deadline.</summary>
    /// <param name="pods">Metadata of its pods.</param>
    /// <param name="retries">Number of further attempts after a failed one.</param>
    /// <param name="deadline">Time that all attempts may take.</param>
    /// <param name="pod">Its pod.</param>
    public static JobSpecArgs Spec(ObjectMetaArgs pods, int retries, TimeSpan deadline, PodSpecArgs pod) => new()
    {
        BackoffLimit = retries,
        ActiveDeadlineSeconds = (int)deadline.TotalSeconds,
        Template = new PodTemplateSpecArgs { Metadata = pods, Spec = pod },
    };

    /// <summary>The time that the run waits.</summary>
    /// <param name="deadline">The job's own deadline.</param>
    public static CustomTimeouts Wait(TimeSpan deadline) => new() { Create = deadline + Longer, Update = deadline + Longer };
}
