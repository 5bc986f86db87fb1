namespace Infra.Apps;

/// <summary>Pinned image of the smoke tests.</summary>
public static class SmokeTestVersions
{
    /// <summary>curl with the shell of BusyBox, by the curl project (github.com/curl/curl-container).</summary>
    public const string Image = "curlimages/curl:8.22.0";
}
