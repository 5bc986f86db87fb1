namespace Infra.Model;

/// <summary>
/// A development environment of one person: VS Code in the browser (code-server), as an app <c>code-NAME</c> with a volume and a generated
/// password, at <c>NAME.code.DOMAIN</c>. Docker is not available in it.
/// </summary>
public sealed record WorkspaceSpec : INamed
{
    /// <summary>Name of the person, and label of the host. Changing it makes another workspace, with an empty volume.</summary>
    [ObjectName(40)]
    public required string Name { get; init; }

    /// <summary>Size of the home folder. Can only be increased.</summary>
    [VolumeSize]
    public required Quantity Size { get; init; }

    /// <summary>Storage class of the home folder. Defaults to <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public string Class { get; init; } = StorageClassSpec.LocalPath;

    /// <summary>Namespace. Defaults to the environment's namespace.</summary>
    [RefersTo("namespace", "namespaces")]
    public string? Namespace { get; init; }

    /// <summary>
    /// Image with a pinned tag, built from code-server's own with further tools. Defaults to <c>codercom/code-server:4.139.1</c>.
    /// </summary>
    [PinnedImage]
    public string Image { get; init; } = DefaultImage;

    /// <summary>Requests and limits. Defaults to 100m and 512Mi, at most 2 cores and 2Gi.</summary>
    public ResourcesSpec Resources { get; init; } = new()
    {
        RequestCpu = Quantity.Parse("100m"),
        RequestMemory = Quantity.Parse("512Mi"),
        LimitCpu = Quantity.Parse("2"),
        LimitMemory = Quantity.Parse("2Gi"),
    };

    /// <summary>Names of apps of the cluster that the person works with from the workspace. Defaults to none.</summary>
    [RefersTo("app", "apps")]
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Names of the firewall's ranges that may open the host. Defaults to everyone.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> AllowFrom { get; init; } = [];

    /// <summary>Ports of the internet that the workspace may open. Defaults to 22, 80 and 443.</summary>
    [Port]
    public IReadOnlyList<int> Internet { get; init; } = [22, 80, 443];

    /// <summary>The image of a workspace unless it names one (coder/code-server CHANGELOG.md, 2026-09-26).</summary>
    private const string DefaultImage = "codercom/code-server:4.139.1";
}
