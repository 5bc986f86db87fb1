using System.Globalization;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>Fields whose reader takes different texts for one value.</summary>
internal static class ValueMeaning
{
    private static readonly HashSet<string> QuantityMaps = new(StringComparer.Ordinal)
    {
        "allocatedResources", "capacity", "ephemeralVolumesSizeLimit", "hard", "limits", "overhead", "podFixed", "requests",
    };

    private static readonly HashSet<string> RangeMaps = new(StringComparer.Ordinal)
    {
        "default", "defaultRequest", "max", "maxLimitRequestRatio", "min",
    };

    private static readonly HashSet<string> Quantities = new(StringComparer.Ordinal)
    {
        "averageValue", "divisor", "growthStep", "maxSize", "maximumLag", "nativeHistogramMinBucketFactor", "size",
        "sizeLimit",
    };

    private static readonly HashSet<string> Durations = new(StringComparer.Ordinal)
    {
        "csiSnapshotTimeout", "duration", "evaluationInterval", "for", "groupInterval", "groupWait", "interval", "itemOperationTimeout",
        "refreshInterval", "renewBefore", "repeatInterval", "retention", "scrapeInterval", "scrapeTimeout", "timeout", "ttl",
        "validationFrequency",
    };

    /// <summary>Maps that are left out of an object when they are empty; other empty maps are choices, as `emptyDir: {}`.</summary>
    private static readonly HashSet<string> OmittedMaps = new(StringComparer.Ordinal)
    {
        "annotations", "binaryData", "data", "labels", "limits", "matchLabels", "nodeSelector", "parameters", "requests",
    };

    /// <summary>Fields that are left out of an object when they are false: no pointers in the Go types.</summary>
    private static readonly HashSet<string> OmittedTruths = new(StringComparer.Ordinal)
    {
        "hostIPC", "hostNetwork", "hostPID", "paused", "publishNotReadyAddresses", "stdin", "stdinOnce", "tty", "unschedulable",
    };

    /// <summary>Whether a value of a built-in object is left out of what is sent, so that it equals no value.</summary>
    public static bool IsOmitted(IReadOnlyList<string> path, PlanValue value) => value.Kind switch
    {
        PlanValueKind.List => value.Items.Count == 0 && path[^1] != "rules",
        PlanValueKind.Map => value.Items.Count == 0 && OmittedMaps.Contains(path[^1]),
        PlanValueKind.Truth => !value.IsTrue
            && (OmittedTruths.Contains(path[^1]) || (path.Count > 2 && path[^1] == "readOnly" && path[^3] == "volumeMounts")),
        _ => false,
    };

    /// <summary>Whether a field of a Kubernetes object or of chart values is read as a quantity.</summary>
    public static bool IsQuantity(IReadOnlyList<string> path)
    {
        if (path.Count < 2)
        {
            return false;
        }
        var (field, parent) = (path[^1], path[^2]);
        return Quantities.Contains(field)
            || (QuantityMaps.Contains(parent) && !field.StartsWith(PropertyPath.Position))
            || (field == "value" && parent == "target")
            || (field == "tolerance" && parent is "scaleDown" or "scaleUp")
            || (path.Count > 3 && RangeMaps.Contains(parent) && path[^4] == "limits");
    }

    /// <summary>Whether a field of a custom resource or of chart values is read as a length of time.</summary>
    public static bool IsDuration(IReadOnlyList<string> path) => path.Count > 0 && Durations.Contains(path[^1]);

    /// <summary>Whether both values are the same quantity.</summary>
    public static bool SameQuantity(PlanValue old, PlanValue value) =>
        QuantityOf(old) is { } oldAmount && QuantityOf(value) is { } amount && oldAmount == amount;

    /// <summary>Whether both values are the same length of time.</summary>
    public static bool SameDuration(PlanValue old, PlanValue value) =>
        old.Kind == PlanValueKind.Text && value.Kind == PlanValueKind.Text
        && Duration.TryParse(old.Text, out var oldLength, out _)
        && Duration.TryParse(value.Text, out var length, out _)
        && oldLength.Value == length.Value;

    /// <summary>Amount of a quantity, in its base unit; null for what is none.</summary>
    public static decimal? QuantityOf(PlanValue? value) => value switch
    {
        { Kind: PlanValueKind.Number } when Math.Abs(value.Number) < 1e18 => (decimal)value.Number,
        { Kind: PlanValueKind.Text } when Quantity.TryParse(value.Text, out var quantity, out _) => quantity.Value,
        { Kind: PlanValueKind.Text } => Exponential(value.Text),
        _ => null,
    };

    /// <summary>Amount of a quantity with an exponent, as `1e3` or `5E-1`; null for other texts, and for what no decimal holds.</summary>
    private static decimal? Exponential(string text) =>
        text.IndexOfAny(['e', 'E']) is var at and > 0
        && char.IsAsciiDigit(text[at - 1])
        && Quantity.TryParse(text[..at], out var digits, out _)
        && int.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
        && exponent is >= -9 and <= 9
            ? digits.Value * decimal.Parse($"1e{exponent}", NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;
}
