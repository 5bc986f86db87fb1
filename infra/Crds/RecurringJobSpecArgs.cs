using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="RecurringJob"/>.</summary>
public sealed class RecurringJobSpecArgs : ResourceArgs
{
    /// <summary>The job's name once more, at most 40 characters.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>What it does, e.g. <c>snapshot</c> or <c>backup</c>.</summary>
    [Input("task")]
    public Input<string>? Task { get; set; }

    /// <summary>When, in five fields.</summary>
    [Input("cron")]
    public Input<string>? Cron { get; set; }

    /// <summary>How many results are kept of a volume.</summary>
    [Input("retain")]
    public Input<int>? Retain { get; set; }

    /// <summary>Volumes worked on at once.</summary>
    [Input("concurrency")]
    public Input<int>? Concurrency { get; set; }

    [Input("groups")]
    private InputList<string>? _groups;

    /// <summary>Its groups of volumes; <c>default</c> are those that name neither a job nor a group.</summary>
    public InputList<string> Groups
    {
        get => _groups ??= [];
        set => _groups = value;
    }
}
