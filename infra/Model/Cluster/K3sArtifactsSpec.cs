namespace Infra.Model;

/// <summary>Files of a k3s release. Set mirrors here for hosts without internet access.</summary>
public sealed record K3sArtifactsSpec
{
    /// <summary>
    /// Base URL of the downloads; the version and the file's name are appended. Defaults to
    /// <c>https://github.com/k3s-io/k3s/releases/download</c>.
    /// </summary>
    [Url]
    public string BaseUrl { get; init; } = "https://github.com/k3s-io/k3s/releases/download";

    /// <summary>
    /// SHA-256 of the binary by architecture (<c>amd64</c>, <c>arm64</c>). If not set, the release's own <c>sha256sum-&lt;arch&gt;.txt</c>
    /// is used.
    /// </summary>
    [ChecksumsByArchitecture]
    public IReadOnlyDictionary<string, string> BinarySha256 { get; init; } = new Dictionary<string, string>();

    /// <summary>URL of k3s's install script, which creates the systemd unit; null (default) for the script of the pinned release.</summary>
    [Url]
    public string? InstallScriptUrl { get; init; }

    /// <summary>SHA-256 of the install script. If not set, the checksum published beside the script is used.</summary>
    [Sha256]
    public string? InstallScriptSha256 { get; init; }

    /// <summary>
    /// Whether the release's image archive is copied to each node, where k3s imports it at each start; for nodes that cannot pull images.
    /// Defaults to false.
    /// </summary>
    public bool AirGapImages { get; init; }

    /// <summary>
    /// SHA-256 of the image archive by architecture (<c>amd64</c>, <c>arm64</c>). If not set, the release's own
    /// <c>sha256sum-&lt;arch&gt;.txt</c> is used.
    /// </summary>
    [ChecksumsByArchitecture]
    public IReadOnlyDictionary<string, string> AirGapImagesSha256 { get; init; } = new Dictionary<string, string>();

    /// <summary>URL of a release's install script.</summary>
    public string InstallScriptUrlOf(string version) =>
        InstallScriptUrl
        ?? $"https://raw.githubusercontent.com/k3s-io/k3s/{version.Replace("+", "%2B", StringComparison.Ordinal)}/install.sh";
}
