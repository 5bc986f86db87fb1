namespace Infra.Tests.Support;

/// <summary>
/// Tests that set the environment through which the SDK takes its configuration. It belongs to the process, so they run
/// when nothing else does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessConfiguration
{
    /// <summary>The collection's name.</summary>
    public const string Name = "process configuration";
}
