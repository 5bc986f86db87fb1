using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Backup"/>.</summary>
public sealed record BackupArgs
{
    /// <summary>The system.</summary>
    public required SystemSpec System { get; init; }

    /// <summary>All parts of the stack, for the kinds that no backup contains.</summary>
    public required IReadOnlyList<StackPart> Parts { get; init; }

    /// <summary>Velero as described.</summary>
    public required VeleroSpec Velero { get; init; }

    /// <summary>Ids of the locations' access keys, by location. Secrets.</summary>
    public required IReadOnlyDictionary<string, Output<string>> AccessKeys { get; init; }

    /// <summary>Secret parts of the locations' access keys, by location. Secrets.</summary>
    public required IReadOnlyDictionary<string, Output<string>> SecretKeys { get; init; }

    /// <summary>The password of the volumes' data; null for Velero's own. A secret.</summary>
    public Output<string>? RepositoryPassword { get; init; }

    /// <summary>What must be there first: the class of volume snapshots.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the namespaces.</summary>
    public bool Protect { get; init; }
}
