using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// A task of Longhorn on a schedule, on the volumes of some groups (<c>longhorn.io/v1beta2</c>). Lives in Longhorn's own namespace.
/// </summary>
public sealed class RecurringJob(string name, RecurringJobArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="RecurringJob"/>.</summary>
public sealed class RecurringJobArgs() : K8s.ApiExtensions.CustomResourceArgs("longhorn.io/v1beta2", "RecurringJob")
{
    /// <summary>The task, the schedule and the volumes.</summary>
    [Input("spec", required: true)]
    public Input<RecurringJobSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="RecurringJob"/>.</summary>
public sealed class RecurringJobSpecArgs : ResourceArgs
{
    /// <summary>The job's name, repeated, at most 40 characters.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The task, e.g. <c>snapshot</c> or <c>backup</c>.</summary>
    [Input("task")]
    public Input<string>? Task { get; set; }

    /// <summary>The schedule, in five fields.</summary>
    [Input("cron")]
    public Input<string>? Cron { get; set; }

    /// <summary>The number of results kept of each volume.</summary>
    [Input("retain")]
    public Input<int>? Retain { get; set; }

    /// <summary>The number of volumes processed at once.</summary>
    [Input("concurrency")]
    public Input<int>? Concurrency { get; set; }

    [Input("groups")]
    private InputList<string>? _groups;

    /// <summary>The groups of volumes; <c>default</c> contains those without a job or a group.</summary>
    public InputList<string> Groups
    {
        get => _groups ??= [];
        set => _groups = value;
    }
}
