using Pulumi;

namespace Infra.Crds;

/// <summary>A condition of a <see cref="ScheduleSelectorArgs"/>.</summary>
public sealed class ScheduleExpressionArgs : ResourceArgs
{
    /// <summary>The label.</summary>
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;

    /// <summary>E.g. <c>Exists</c>.</summary>
    [Input("operator", required: true)]
    public Input<string> Operator { get; set; } = null!;
}
