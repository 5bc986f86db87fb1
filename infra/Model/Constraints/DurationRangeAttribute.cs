namespace Infra.Model;

/// <summary>A length of time between two limits, both included.</summary>
/// <param name="minimum">The shortest time, like <c>8s</c>.</param>
/// <param name="maximum">The longest time, like <c>5m</c>.</param>
public sealed class DurationRangeAttribute(string minimum, string maximum)
    : ConstraintAttribute("in range", $"a time from {minimum} to {maximum}")
{
    /// <summary>The shortest time.</summary>
    public string Minimum { get; } = minimum;

    /// <summary>The longest time.</summary>
    public string Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is Duration duration && duration.Value >= Duration.Parse(Minimum).Value && duration.Value <= Duration.Parse(Maximum).Value;
}
