namespace Infra.Tests.Support;

/// <summary>
/// Collection of the tests that set the environment from which the SDK reads its configuration. The environment belongs to the process,
/// so they run alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessConfiguration
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "process configuration";
}
