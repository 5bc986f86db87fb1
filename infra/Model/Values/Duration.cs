using System.Globalization;

namespace Infra.Model;

/// <summary>A length of time, such as <c>30d</c>, <c>1h30m</c> or <c>500ms</c>.</summary>
public readonly record struct Duration
{
    private static readonly (string Unit, long Milliseconds)[] s_units = [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)];

    private readonly string? _text;

    private Duration(string text, TimeSpan value)
    {
        _text = text;
        Value = value;
    }

    /// <summary>The length.</summary>
    public TimeSpan Value { get; }

    /// <summary>Whole seconds, as Kubernetes' <c>...Seconds</c> fields want them; a part of a second counts as one.</summary>
    public int Seconds => (int)Math.Ceiling(Value.TotalSeconds);

    /// <summary>Parses <c>30d</c>.</summary>
    /// <exception cref="FormatException">It is no length of time; the message says what is wrong.</exception>
    public static Duration Parse(string text) => TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>30d</c>; false with what is wrong and what would be right.</summary>
    public static bool TryParse(string text, out Duration value, out string problem)
    {
        value = default;
        problem = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"'{text}' has no unit; {text}s, {text}m, {text}h or {text}d"
            : $"'{text}' is not a length of time; write it like 30s, 10m, 1h30m or 7d";
        var total = 0L;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            var unit = Array.Find(s_units, entry => text.AsSpan(at).StartsWith(entry.Unit, StringComparison.Ordinal));
            if (unit.Unit is null || !int.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            total += number * unit.Milliseconds;
            at += unit.Unit.Length;
        }

        if (at == 0)
        {
            return false;
        }

        value = new Duration(text, TimeSpan.FromMilliseconds(total));
        problem = "";
        return true;
    }

    /// <summary>The same length, however it is written.</summary>
    public bool Equals(Duration other) => Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>In Go's notation, which knows no days: <c>720h0m0s</c>.</summary>
    public string ToGo() => Value.TotalSeconds < 1 && Value > TimeSpan.Zero
        ? $"{Value.TotalMilliseconds:0}ms"
        : $"{(int)Value.TotalHours}h{Value.Minutes}m{Value.Seconds}s";

    /// <summary>As it was written.</summary>
    public override string ToString() => _text ?? "0s";
}
