using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Quantities as numbers, in every form that the API accepts.</summary>
internal static class Amount
{
    /// <summary>Parses an amount; null where the value is none, or is masked.</summary>
    public static decimal? Of(JToken? token)
    {
        if (token is null || token.IsStandIn() || token is not JValue)
        {
            return null;
        }

        var text = Convert.ToString(((JValue)token).Value, CultureInfo.InvariantCulture)!;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        var digits = text.TrimEnd('n', 'u', 'm', 'k', 'K', 'M', 'G', 'T', 'P', 'E', 'i');
        return decimal.TryParse(
            digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * Factor(text[digits.Length..])
            : null;
    }

    private static decimal Factor(string suffix) => suffix switch
    {
        "n" => 1e-9m,
        "u" => 1e-6m,
        "m" => 1e-3m,
        "k" => 1e3m,
        "M" => 1e6m,
        "G" => 1e9m,
        "T" => 1e12m,
        "P" => 1e15m,
        "E" => 1e18m,
        "Ki" => 1L << 10,
        "Mi" => 1L << 20,
        "Gi" => 1L << 30,
        "Ti" => 1L << 40,
        "Pi" => 1L << 50,
        "Ei" => 1L << 60,
        _ => throw new FormatException($"'{suffix}' is no unit of Kubernetes"),
    };
}
