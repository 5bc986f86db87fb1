using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Compares values of a plan to the last leaf, for tables of values.</summary>
internal sealed class PlanValueComparer : IEqualityComparer<PlanValue>
{
    /// <summary>Comparer without state.</summary>
    public static PlanValueComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(PlanValue? x, PlanValue? y) => x is null ? y is null : y is not null && x.IsSameAs(y);

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
