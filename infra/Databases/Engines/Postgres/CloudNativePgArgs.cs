using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="CloudNativePg"/>.</summary>
public sealed record CloudNativePgArgs
{
    /// <summary>Whether the archive plugin is installed; it needs cert-manager.</summary>
    public required bool Archives { get; init; }

    /// <summary>The resources that the plugin's certificates depend on. Defaults to none.</summary>
    public IReadOnlyList<Resource> Certificates { get; init; } = [];
}
