namespace Infra.Model;

/// <summary>Docker Engine on a managed host.</summary>
public sealed record DockerEngineSpec
{
    /// <summary>
    /// Whether the program installs Docker Engine, the Compose plugin and containerd from Docker's own repository, at pinned versions;
    /// false takes the installed ones as they are and checks them. Defaults to true.
    /// </summary>
    public bool Install { get; init; } = true;

    /// <summary>
    /// Version of Docker Engine, without the parts that Debian's packages add, e.g. <c>29.6.1</c>; null (default) for the pinned one of
    /// this program. A change restarts the daemon; containers keep running through a patch release, and may stop and start again with
    /// another release. An installed newer version is refused, never replaced.
    /// </summary>
    [PinnedVersion]
    public string? Version { get; init; }

    /// <summary>
    /// URL of Docker's package repositories or of a mirror, which has a folder for each distribution and Docker's own signing key; the key
    /// must have the fingerprint that this program pins. Defaults to <c>https://download.docker.com/linux</c>.
    /// </summary>
    [Url]
    public string Repository { get; init; } = "https://download.docker.com/linux";

    /// <summary>
    /// Range from which Docker takes the addresses of its networks, apart from all others that the host reaches. Changing it leaves the
    /// networks that exist. Each network takes a /24. Where the program does not install Docker: the range that its networks have. Defaults
    /// to 172.20.0.0/14.
    /// </summary>
    [Ipv4Range(8, 22)]
    public Cidr Networks { get; init; } = Cidr.Parse("172.20.0.0/14");
}
