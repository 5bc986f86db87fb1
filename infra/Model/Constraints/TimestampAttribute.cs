using System.Globalization;

namespace Infra.Model;

/// <summary>A timestamp with its zone (RFC 3339).</summary>
public sealed class TimestampAttribute()
    : TextConstraintAttribute("a timestamp with a zone", "a timestamp like 2026-03-01T12:30:00Z", Expression, maxLength: 40)
{
    private const string Expression = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        base.Holds(value) && DateTimeOffset.TryParse((string)value, CultureInfo.InvariantCulture, out _);
}
