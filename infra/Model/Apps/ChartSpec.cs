namespace Infra.Model;

/// <summary>A Helm chart.</summary>
public sealed record ChartSpec
{
    /// <summary>Repository URL, or an <c>oci://</c> address.</summary>
    public required string Repository { get; init; }

    /// <summary>Chart name.</summary>
    public required string Name { get; init; }

    /// <summary>Pinned chart version.</summary>
    public required string Version { get; init; }

    /// <summary>Values, as a YAML text.</summary>
    public string Values { get; init; } = "";
}
