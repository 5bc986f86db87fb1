namespace Infra.Model;

/// <summary>A Helm chart.</summary>
public sealed record ChartSpec
{
    /// <summary>Repository URL, or an <c>oci://</c> address.</summary>
    [ChartRepository]
    public required string Repository { get; init; }

    /// <summary>Chart name.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Pinned chart version.</summary>
    [PinnedVersion]
    public required string Version { get; init; }

    /// <summary>Values, as a YAML text.</summary>
    [FreeText]
    public string Values { get; init; } = "";
}
