namespace Infra.Preview.Diff;

/// <summary>Difference between the inputs of a resource in two plans.</summary>
/// <param name="Changes">Changes by path, in the order of the new inputs.</param>
/// <param name="UncomparedSecrets">Number of secret values that one side does not tell apart, so that a change cannot be seen.</param>
internal sealed record InputDiff(IReadOnlyList<PropertyChange> Changes, int UncomparedSecrets)
{
    /// <summary>Difference of equal inputs.</summary>
    public static InputDiff None { get; } = new([], 0);
}
