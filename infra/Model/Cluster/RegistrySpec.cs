namespace Infra.Model;

/// <summary>A container registry as containerd sees it.</summary>
[AllOrNone(nameof(Username), nameof(Password))]
public sealed record RegistrySpec : INamed
{
    /// <summary>The registry's host, e.g. <c>docker.io</c> or <c>harbor.example.org:5000</c>.</summary>
    [Endpoint]
    public required string Name { get; init; }

    /// <summary>Mirrors asked before it, as URLs, in order.</summary>
    [Url]
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>User for pulls; null when none is needed.</summary>
    public string? Username { get; init; }

    /// <summary>Name of the declared secret with the user's password or token; required with <see cref="Username"/>.</summary>
    [SecretName]
    public string? Password { get; init; }
}
