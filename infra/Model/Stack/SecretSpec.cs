namespace Infra.Model;

/// <summary>A secret that the system needs. Only its name and purpose are in the repository.</summary>
public sealed record SecretSpec : INamed
{
    /// <summary>
    /// Name that other settings use to refer to the secret. Its config key is <c>infra:&lt;name&gt;</c>, or <see cref="Key"/>.
    /// </summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Full config key, if it is not <c>infra:&lt;name&gt;</c>, e.g. <c>hcloud:token</c>.</summary>
    [ConfigKey]
    public string? Key { get; init; }

    /// <summary>Purpose of the secret, and where the operator gets its value.</summary>
    [FreeText]
    public required string Purpose { get; init; }

    /// <summary>Whether the program generates a random value, so that nobody has to set one. Defaults to false.</summary>
    public bool Generated { get; init; }
}
