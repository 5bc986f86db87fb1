namespace Infra.Model;

/// <summary>The Docker side of the system.</summary>
public sealed record ComposeSpec
{
    /// <summary>The Docker hosts.</summary>
    public IReadOnlyList<ComposeHostSpec> Hosts { get; init; } = [];
}
