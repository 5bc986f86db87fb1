namespace Pulumi;

/// <summary>Unique name by which the engine identifies a resource across stacks.</summary>
public readonly struct Urn : IEquatable<Urn>
{
    private readonly string _value;

    /// <param name="value">The whole name.</param>
    public Urn(string value) => _value = value;

    /// <summary>The whole name.</summary>
    public static implicit operator string(Urn value) => value._value;

    /// <inheritdoc/>
    public override string ToString() => _value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(Urn other) => _value == other._value;

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>Whether both are the same name.</summary>
    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    /// <summary>Whether the names differ.</summary>
    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    /// <summary>
    /// The URN of a resource of the given type and name under the given parent, project and stack (by default those of the run).
    /// </summary>
    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null,
        Input<string>? project = null, Input<string>? stack = null)
    {
        if (parent is not null && parentUrn is not null)
        {
            throw new ArgumentException("Only one of 'parent' and 'parentUrn' can be non-null.");
        }

        var prefix = parent is not null || parentUrn is not null
            ? (parent?.Urn ?? parentUrn!.ToOutput()).Apply(urn => urn[..urn.LastIndexOf("::", StringComparison.Ordinal)] + "$")
            : Output.Format($"urn:pulumi:{stack ?? Deployment.Instance.StackName}::{project ?? Deployment.Instance.ProjectName}::");
        return Output.Format($"{prefix}{type}::{name}");
    }
}
