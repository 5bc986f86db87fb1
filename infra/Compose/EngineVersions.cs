using Infra.Model;

namespace Infra.Compose;

/// <summary>
/// Pinned versions of Docker's packages, and the key that signs their repository. The packages for Debian 12 are
/// <c>5:29.8.2-1~debian.12~bookworm</c>, <c>2.3.6-1~debian.12~bookworm</c> and <c>5.6.0-1~debian.12~bookworm</c>, as public repositories
/// pin them (October 2026); <c>apt-cache madison docker-ce</c> lists those that the repository has for a host.
/// </summary>
public static class EngineVersions
{
    /// <summary>Docker Engine (https://docs.docker.com/engine/release-notes/29/).</summary>
    public const string Engine = "29.8.2";

    /// <summary>The Compose plugin (https://github.com/docker/compose/releases/tag/v5.6.0).</summary>
    public const string Compose = "5.6.0";

    /// <summary>containerd, as Docker packages it.</summary>
    public const string Containerd = "2.3.6";

    /// <summary>Oldest Docker Engine that is accepted where the program does not install it; that of Debian 12.</summary>
    public const string OldestEngine = "20.10";

    /// <summary>
    /// Oldest Compose plugin that is accepted: the first with <c>--wait-timeout</c> (https://github.com/docker/compose/pull/10276).
    /// </summary>
    public const string OldestCompose = "2.17.0";

    /// <summary>Fingerprint of Docker's key for Debian and Ubuntu (https://docs.docker.com/engine/install/debian/).</summary>
    public const string KeyFingerprint = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88";

    /// <summary>Version of Docker Engine on a host.</summary>
    /// <param name="host">The host.</param>
    public static string Of(ComposeHostSpec host) => host.Engine.Version?.TrimStart('v') ?? Engine;
}
