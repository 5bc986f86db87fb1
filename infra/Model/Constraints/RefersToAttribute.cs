namespace Infra.Model;

/// <summary>A name of an entry that is described elsewhere. Checked after the whole system is merged.</summary>
/// <param name="what">The kind of entry: <c>storage class</c>.</param>
/// <param name="paths">The lists that may hold it, as the keys on the way to them: <c>storage.classes</c>.</param>
public class RefersToAttribute(string what, params string[] paths)
    : ConstraintAttribute($"a {what}", $"the name of an entry of {string.Join(" or ", paths)}")
{
    /// <summary>The kind of entry.</summary>
    public string What { get; } = what;

    /// <summary>The lists that may hold it.</summary>
    public IReadOnlyList<string> Paths { get; } = paths;

    /// <summary>A name that is known without being described; null for none.</summary>
    public string? Also { get; init; }

    /// <summary>Advice for a name that does not exist, shown before the hint at a similar one.</summary>
    public virtual string Advice => "";
}
