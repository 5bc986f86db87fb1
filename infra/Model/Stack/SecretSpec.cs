namespace Infra.Model;

/// <summary>A secret the system needs. Only its name and purpose are in the repository.</summary>
public sealed record SecretSpec : INamed
{
    /// <summary>The name by which settings refer to it. Its config key is <c>infra:&lt;name&gt;</c>, or <see cref="Key"/>.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>The full config key where it is not <c>infra:&lt;name&gt;</c>, e.g. <c>hcloud:token</c>.</summary>
    [ConfigKey]
    public string? Key { get; init; }

    /// <summary>What it is for and where the operator gets it.</summary>
    [FreeText]
    public required string Purpose { get; init; }

    /// <summary>The program makes a random value and nobody has to set it. Defaults to false.</summary>
    public bool Generated { get; init; }
}
