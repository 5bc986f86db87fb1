namespace Infra.Model;

/// <summary>A length of time in whole days, for readers that count nothing shorter.</summary>
public sealed class WholeDaysAttribute() : ConstraintAttribute("a number of days", "whole days, one at least, like 30d")
{
    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is Duration { Value: var time } && time > TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerDay == 0;
}
