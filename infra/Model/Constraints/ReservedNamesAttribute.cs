namespace Infra.Model;

/// <summary>Names that an entry may not have, because another party creates an object of that name.</summary>
/// <param name="owner">Party that uses the names, as the subject of a sentence.</param>
/// <param name="names">The names.</param>
public sealed class ReservedNamesAttribute(string owner, params string[] names)
    : ConstraintAttribute($"a free name: {owner} uses it", $"a name other than {string.Join(", ", names)}")
{
    /// <summary>Party that uses the names, as the subject of a sentence.</summary>
    public string Owner { get; } = owner;

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is string name && !Names.Contains(name);

    /// <inheritdoc/>
    public override string Remedy(string value) => "choose another name";
}
