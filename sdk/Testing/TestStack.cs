namespace Pulumi.Testing;

/// <summary>The stack of a run that was given as a function; it is not among the run's resources.</summary>
internal sealed class TestStack : Stack
{
    internal TestStack(Func<IDictionary<string, object?>> create) => Returned = create();

    /// <summary>What the function returned.</summary>
    internal IDictionary<string, object?> Returned { get; }
}
