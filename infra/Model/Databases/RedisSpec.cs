namespace Infra.Model;

/// <summary>A Redis instance.</summary>
public sealed record RedisSpec : INamed
{
    /// <summary>The instance's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it runs. Defaults to the environment's namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The image, with a pinned tag.</summary>
    public required string Image { get; init; }

    /// <summary>Its volume; null (default) keeps nothing over a restart.</summary>
    public string? Volume { get; init; }

    /// <summary>Name of the declared secret with its password; null (default) for a generated one.</summary>
    public string? Password { get; init; }

    /// <summary>What it asks for and may use.</summary>
    public ResourcesSpec Resources { get; init; } = new();
}
