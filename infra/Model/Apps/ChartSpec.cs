namespace Infra.Model;

/// <summary>A Helm chart.</summary>
[NotBuiltYet]
public sealed record ChartSpec
{
    /// <summary>URL of the chart repository, or an <c>oci://</c> address.</summary>
    [ChartRepository]
    public required string Repository { get; init; }

    /// <summary>Name of the chart.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Pinned version of the chart.</summary>
    [PinnedVersion]
    public required string Version { get; init; }

    /// <summary>Values of the chart, as YAML text.</summary>
    [FreeText]
    public string Values { get; init; } = "";
}
