namespace Infra.Tests.Lab;

/// <summary>The lab's tests run alone: they measure what happens at the same time, on hosts that share this machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LabAlone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "lab";
}
