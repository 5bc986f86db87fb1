using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleSpecArgs : ResourceArgs
{
    /// <summary>When, in five fields.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>Makes the backups disappear with the schedule.</summary>
    [Input("useOwnerReferencesInBackup")]
    public Input<bool>? UseOwnerReferencesInBackup { get; set; }

    /// <summary>Waits for the next time instead of beginning at once.</summary>
    [Input("skipImmediately")]
    public Input<bool>? SkipImmediately { get; set; }

    /// <summary>The backups.</summary>
    [Input("template", required: true)]
    public Input<ScheduleTemplateArgs> Template { get; set; } = null!;
}
