using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Model;

/// <summary>A length of time, such as <c>30d</c>, <c>1h30m</c> or <c>500ms</c>.</summary>
public sealed record Duration
{
    /// <summary>As many days as fit 32 bits of seconds, in which Kubernetes counts.</summary>
    private const int MaximumDays = int.MaxValue / 86_400;

    private const long MaximumMilliseconds = MaximumDays * 86_400_000L;

    private readonly string _text;

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
    public static Duration Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>30d</c>; false with what is wrong and what would be right.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Duration? value, out string problem)
    {
        value = null;
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

            var digits = text.AsSpan(start, at - start);
            var unitStart = at;
            while (at < text.Length && char.IsAsciiLetterLower(text[at]))
            {
                at++;
            }

            var milliseconds = Milliseconds(text[unitStart..at]);
            if (milliseconds == 0 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            total += number * milliseconds;
            if (total > MaximumMilliseconds)
            {
                problem = $"'{text}' is longer than any setting can mean; write at most {MaximumDays}d";
                return false;
            }
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
    public bool Equals(Duration? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>In Go's notation, which knows no days: <c>720h0m0s</c>.</summary>
    public string ToGo() => Value.TotalSeconds < 1 && Value > TimeSpan.Zero
        ? $"{Value.TotalMilliseconds:0}ms"
        : $"{(int)Value.TotalHours}h{Value.Minutes}m{Value.Seconds}s";

    // 0 when the text is no unit.
    private static long Milliseconds(string unit) => unit switch
    {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => 0,
    };

    /// <summary>As it was written.</summary>
    public override string ToString() => _text;
}
