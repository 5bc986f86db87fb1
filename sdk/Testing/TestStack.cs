namespace Pulumi.Testing;

/// <summary>The stack of a run that was given as a function; it is not one of the run's resources.</summary>
internal sealed class TestStack : Stack
{
    internal TestStack(Func<IDictionary<string, object?>> create) => Returned = create();

    /// <summary>Outputs returned by the function.</summary>
    internal IDictionary<string, object?> Returned { get; }
}
