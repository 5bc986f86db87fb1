namespace Infra.Model.Loading;

/// <summary>A described system.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Environments">Its environments.</param>
/// <param name="Phases">The phases of its migration, with their steps.</param>
public sealed record SystemEntry(string Name, IReadOnlyList<string> Environments, IReadOnlyList<PhaseSpec> Phases);
