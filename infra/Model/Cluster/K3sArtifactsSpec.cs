namespace Infra.Model;

/// <summary>The files of a k3s release. Set a mirror here for machines without internet.</summary>
public sealed record K3sArtifactsSpec
{
    /// <summary>Base URL; the version and the file's name are appended. Defaults to <c>https://github.com/k3s-io/k3s/releases/download</c>.</summary>
    public string BaseUrl { get; init; } = "https://github.com/k3s-io/k3s/releases/download";

    /// <summary>SHA-256 of the binary by architecture (<c>amd64</c>, <c>arm64</c>). Without it the release's own <c>sha256sum-&lt;arch&gt;.txt</c> is used.</summary>
    public IReadOnlyDictionary<string, string> BinarySha256 { get; init; } = new Dictionary<string, string>();

    /// <summary>URL of the install script, at a fixed revision; null (default) when the unit is written by the program itself.</summary>
    public string? InstallScriptUrl { get; init; }

    /// <summary>SHA-256 of the install script; required with <see cref="InstallScriptUrl"/>.</summary>
    public string? InstallScriptSha256 { get; init; }

    /// <summary>Imports the release's image archive before the first start, for nodes that cannot pull. Defaults to false.</summary>
    public bool AirGapImages { get; init; }
}
