using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pods;

/// <summary>
/// A job that a run of the program waits for. One that failed is made anew by the next run: without that, the provider would go
/// on waiting for the failed one, run after run, until somebody deletes it.
/// </summary>
internal static class AwaitedJob
{
    /// <summary>How much longer than the job itself the run waits: a deadline that passes is told as a failure of the job, with its pods' last words.</summary>
    private static readonly TimeSpan s_longer = TimeSpan.FromMinutes(5);

    /// <summary>The job's metadata.</summary>
    /// <param name="metadata">Without what is the waiting's.</param>
    public static ObjectMetaArgs Metadata(ObjectMetaArgs metadata)
    {
        metadata.Annotations.Add("pulumi.com/replaceUnready", "true");
        return metadata;
    }

    /// <summary>How long the run waits.</summary>
    /// <param name="deadline">The job's own deadline.</param>
    public static CustomTimeouts Wait(TimeSpan deadline) => new() { Create = deadline + s_longer, Update = deadline + s_longer };
}
