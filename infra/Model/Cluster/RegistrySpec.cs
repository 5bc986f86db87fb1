namespace Infra.Model;

/// <summary>A container registry in containerd's configuration.</summary>
[AllOrNone(nameof(Username), nameof(Password))]
public sealed record RegistrySpec : INamed
{
    /// <summary>Host of the registry, e.g. <c>docker.io</c> or <c>harbor.example.org:5000</c>.</summary>
    [Endpoint]
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
