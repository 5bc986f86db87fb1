namespace Infra.Model;

/// <summary>A Helm chart.</summary>
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

    /// <summary>
    /// Service of the chart that answers published hosts, on the service port of the app's port; null (default) for the app's name.
    /// </summary>
    [ServiceName]
    public string? Service { get; init; }

    /// <summary>Secrets that the values name, created before the chart. Defaults to none.</summary>
    public IReadOnlyList<ChartSecretSpec> Secrets { get; init; } = [];

    /// <summary>Time in which the chart must be ready, its hooks included. Defaults to 15 minutes.</summary>
    [DurationRange("1m", "2h")]
    public Duration Timeout { get; init; } = Duration.Parse("15m");

    /// <summary>Requests and limits of all its pods together, which its values set, for the sums of quotas and nodes.</summary>
    public ResourcesSpec? Total { get; init; }
}
