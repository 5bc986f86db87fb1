namespace Infra.Compose;

/// <summary>Pinned versions of Docker's packages, and the key that signs their repository.</summary>
public static class EngineVersions
{
    /// <summary>Docker Engine.</summary>
    public const string Engine = "29.6.1";

    /// <summary>The Compose plugin.</summary>
    public const string Compose = "5.2.0";

    /// <summary>containerd.</summary>
    public const string Containerd = "2.3.2";

    /// <summary>Fingerprint of Docker's key for Debian (https://docs.docker.com/engine/install/debian/).</summary>
    public const string KeyFingerprint = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88";
}
