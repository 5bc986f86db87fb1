using Pulumi;

namespace Infra.Crds;

/// <summary>A label selector of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleSelectorArgs : ResourceArgs
{
    [Input("matchLabels")]
    private InputMap<string>? _matchLabels;

    /// <summary>Labels with these values.</summary>
    public InputMap<string> MatchLabels
    {
        get => _matchLabels ??= [];
        set => _matchLabels = value;
    }

    [Input("matchExpressions")]
    private InputList<ScheduleExpressionArgs>? _matchExpressions;

    /// <summary>Further conditions.</summary>
    public InputList<ScheduleExpressionArgs> MatchExpressions
    {
        get => _matchExpressions ??= [];
        set => _matchExpressions = value;
    }
}
