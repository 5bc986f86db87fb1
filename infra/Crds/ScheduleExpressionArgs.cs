using Pulumi;

namespace Infra.Crds;

/// <summary>A condition of a <see cref="ScheduleSelectorArgs"/>.</summary>
public sealed class ScheduleExpressionArgs : ResourceArgs
{
    /// <summary>The label.</summary>
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    [Input("operator", required: true)]
    public Input<string> Operator { get; set; } = null!;

    [Input("values")]
    private InputList<string>? _values;

    /// <summary>The values that <c>In</c> and <c>NotIn</c> speak of.</summary>
    public InputList<string> Values
    {
        get => _values ??= [];
        set => _values = value;
    }
}
