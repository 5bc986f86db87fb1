namespace Pulumi;

/// <summary>An output of another stack: in one property or the other, by whether it is a secret; in neither when there is none.</summary>
public sealed class StackReferenceOutputDetails
{
    /// <summary>The value, when it is no secret.</summary>
    public object? Value { get; set; }

    /// <summary>The value, when it is a secret.</summary>
    public object? SecretValue { get; set; }
}
