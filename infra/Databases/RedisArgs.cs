using Infra.Model;
using Infra.Naming;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="Redis"/>.</summary>
public sealed record RedisArgs
{
    /// <summary>The instance as described.</summary>
    public required RedisSpec Instance { get; init; }

    /// <summary>Its volume; null where it keeps nothing over a restart.</summary>
    public VolumeSpec? Volume { get; init; }

    /// <summary>How it is reached.</summary>
    public required DatabaseAccess Access { get; init; }

    /// <summary>Its namespace.</summary>
    public required Resource Namespace { get; init; }

    /// <summary>What else must be there first: the storage class.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The password for which a secret is declared. Defaults to none: it is generated.</summary>
    public Output<string>? Password { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the instance and its password.</summary>
    public bool Protect { get; init; }
}
