namespace Infra.Model;

/// <summary>SHA-256 checksums by the architecture of a node.</summary>
public sealed class ChecksumsByArchitectureAttribute()
    : ConstraintAttribute("a SHA-256 of amd64 or arm64", "amd64 or arm64, and 64 lower-case hexadecimal digits")
{
    /// <summary>The architectures that k3s is released for and Hetzner sells.</summary>
    public static IReadOnlyList<string> Architectures { get; } = ["amd64", "arm64"];

    /// <inheritdoc/>
    public override string Pattern => Sha256Attribute.Expression;

    /// <inheritdoc/>
    public override string KeyPattern => "^(amd64|arm64)$";

    /// <inheritdoc/>
    public override bool Holds(object value) => value is string sum && Expressions.IsMatch(Sha256Attribute.Expression, sum);

    /// <inheritdoc/>
    public override bool HoldsForKey(string key) => Architectures.Contains(key);
}
