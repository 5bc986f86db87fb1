using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>
/// Compares values of a plan to the last leaf. Placeholders of secrets are equal to each other, those of unknown values too.
/// </summary>
internal sealed class PlanValueComparer : IEqualityComparer<PlanValue>
{
    /// <summary>Comparer without state.</summary>
    public static PlanValueComparer Instance { get; } = new();

    /// <summary>Whether two values are equal.</summary>
    public static bool Same(PlanValue a, PlanValue b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }
        if (a.Kind != b.Kind || a.Text != b.Text || !a.Number.Equals(b.Number) || a.Items.Count != b.Items.Count)
        {
            return false;
        }
        for (var i = 0; i < a.Items.Count; i++)
        {
            if ((a.Kind == PlanValueKind.Map && a.Keys[i] != b.Keys[i]) || !Same(a.Items[i], b.Items[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(PlanValue? x, PlanValue? y) => x is null ? y is null : y is not null && Same(x, y);

    /// <inheritdoc/>
    public int GetHashCode(PlanValue obj)
    {
        var hash = default(HashCode);
        Add(ref hash, obj);
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, PlanValue value)
    {
        hash.Add(value.Kind);
        hash.Add(value.Text, StringComparer.Ordinal);
        hash.Add(value.Number);
        for (var i = 0; i < value.Items.Count; i++)
        {
            if (value.Kind == PlanValueKind.Map)
            {
                hash.Add(value.Keys[i], StringComparer.Ordinal);
            }
            Add(ref hash, value.Items[i]);
        }
    }
}
