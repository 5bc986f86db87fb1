namespace Infra.Model;

/// <summary>A container registry in containerd's configuration.</summary>
[AllOrNone(nameof(Username), nameof(Password))]
[AtLeastOneOf(nameof(Endpoints), nameof(Username))]
public sealed record RegistrySpec : INamed
{
    /// <summary>Name of the entry for every registry that has none of its own.</summary>
    public const string EveryOther = "*";

    /// <summary>
    /// Host of the registry, e.g. <c>docker.io</c> or <c>harbor.example.org:5000</c>; <c>*</c> for the mirrors of every registry without
    /// an entry of its own.
    /// </summary>
    [RegistryName]
    public required string Name { get; init; }

    /// <summary>URLs of mirrors, tried in order before the registry itself.</summary>
    [HttpUrl]
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>User for pulls; null (default) for none.</summary>
    public string? Username { get; init; }

    /// <summary>Name of the declared secret with the user's password or token; required with <see cref="Username"/>.</summary>
    [SecretName]
    public string? Password { get; init; }
}
