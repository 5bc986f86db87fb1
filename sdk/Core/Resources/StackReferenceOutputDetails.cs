namespace Pulumi;

/// <summary>
/// An output of another stack, in one of two properties depending on whether it is secret; both are null when it does not exist.
/// </summary>
public sealed class StackReferenceOutputDetails
{
    /// <summary>The value of a public output.</summary>
    public object? Value { get; set; }

    /// <summary>The value of a secret output.</summary>
    public object? SecretValue { get; set; }
}
