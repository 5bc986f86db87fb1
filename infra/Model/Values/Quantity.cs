using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Model;

/// <summary>A Kubernetes quantity, such as <c>500m</c> cores or <c>32Gi</c> bytes.</summary>
public sealed record Quantity : IComparable<Quantity>
{
    private readonly string _text;

    private Quantity(string text, decimal value)
    {
        _text = text;
        Value = value;
    }

    /// <summary>The amount in the base unit: cores or bytes.</summary>
    public decimal Value { get; }

    /// <summary>Parses <c>500m</c> or <c>32Gi</c>.</summary>
    /// <exception cref="FormatException">It is no quantity; the message says what is wrong.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>
    /// Parses <c>500m</c> or <c>32Gi</c>; false with what is wrong and what would be right. <c>1.7Gi</c> is rounded up to whole bytes and
    /// written as those: volumes and memory are allotted so, and Kubernetes would write it as <c>1825361100800m</c> and warn.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Quantity? value, out string problem)
    {
        value = null;
        problem = $"'{text}' is not a quantity; write it like 500m, 2, 512Mi or 10Gi";
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
        {
            digits++;
        }

        if (digits is 0 or > 18
            || !decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var suffix = text[digits..];
        var factor = Factor(suffix);
        if (factor == 0)
        {
            var meant = Meant(suffix);
            problem = meant is null ? problem : $"'{text}' ends in no unit of Kubernetes; {text[..digits]}{meant} would be right";
            return false;
        }

        if (number > long.MaxValue / factor)
        {
            problem = $"'{text}' is more than 64 bits hold; write at most 8191Pi";
            return false;
        }

        var amount = number * factor;
        var whole = decimal.Ceiling(amount);
        value = factor > 1 && amount != whole ? FromBytes(whole) : new Quantity(text, amount);
        problem = "";
        return true;
    }

    /// <summary>A number of bytes.</summary>
    public static Quantity FromBytes(decimal bytes) => new(bytes.ToString(CultureInfo.InvariantCulture), bytes);

    /// <inheritdoc/>
    public int CompareTo(Quantity? other) => other is null ? 1 : Value.CompareTo(other.Value);

    /// <summary>The same amount, however it is written.</summary>
    public bool Equals(Quantity? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>More.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Less or the same.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>More or the same.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    // 0 when the text is no unit.
    private static decimal Factor(string suffix) => suffix switch
    {
        "" => 1m,
        "n" => 0.000000001m,
        "u" => 0.000001m,
        "m" => 0.001m,
        "k" => 1e3m,
        "M" => 1e6m,
        "G" => 1e9m,
        "T" => 1e12m,
        "P" => 1e15m,
        "Ki" => 1024m,
        "Mi" => 1048576m,
        "Gi" => 1073741824m,
        "Ti" => 1099511627776m,
        "Pi" => 1125899906842624m,
        _ => 0m,
    };

    // The unit behind a common slip (GB, gib, gi); null when there is none.
    private static string? Meant(string suffix) => suffix.ToUpperInvariant() switch
    {
        "KI" or "KIB" => "Ki",
        "MI" or "MIB" => "Mi",
        "GI" or "GIB" => "Gi",
        "TI" or "TIB" => "Ti",
        "K" or "KB" => "k",
        "MB" => "M",
        "G" or "GB" => "G",
        "T" or "TB" => "T",
        _ => null,
    };

    /// <summary>As it was written, or in whole bytes.</summary>
    public override string ToString() => _text;
}
