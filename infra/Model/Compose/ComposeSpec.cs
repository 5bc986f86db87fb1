namespace Infra.Model;

/// <summary>Docker Compose part of the system.</summary>
public sealed record ComposeSpec
{
    /// <summary>Docker hosts.</summary>
    public IReadOnlyList<ComposeHostSpec> Hosts { get; init; } = [];
}
