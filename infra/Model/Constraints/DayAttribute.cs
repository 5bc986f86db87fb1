using System.Globalization;

namespace Infra.Model;

/// <summary>A day of the calendar (ISO 8601).</summary>
public sealed class DayAttribute() : TextConstraintAttribute("a day", "a day like 2026-03-01", Expression, maxLength: 10)
{
    private const string Expression = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        base.Holds(value) && DateOnly.TryParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
