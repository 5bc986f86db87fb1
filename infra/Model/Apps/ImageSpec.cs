namespace Infra.Model;

/// <summary>An image that the project builds.</summary>
[RequiredWhen(nameof(Archive), nameof(Delivery), nameof(ImageDelivery.Import))]
[OnlyWhen(nameof(Archive), nameof(Delivery), nameof(ImageDelivery.Import))]
[OnlyWhen(nameof(NodeLabels), nameof(Delivery), nameof(ImageDelivery.Import))]
public sealed record ImageSpec : INamed
{
    /// <summary>The image with its tag, e.g. <c>registry.example.com/shop:1.4.0</c>.</summary>
    [PinnedImage]
    public required string Name { get; init; }

    /// <summary>
    /// Folder of the build context, from the project's folder. One with an <c>image.sh</c> has tests and pins of its own. Defaults to the
    /// project's folder.
    /// </summary>
    public string Context { get; init; } = ".";

    /// <summary>Path of the Dockerfile, relative to the build context. Defaults to <c>Dockerfile</c>.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>Way in which the image reaches the nodes. Defaults to <see cref="ImageDelivery.Push"/>.</summary>
    public ImageDelivery Delivery { get; init; }

    /// <summary>
    /// Path of the saved image (<c>docker save</c>, <c>.tar</c>, <c>.tar.gz</c> or <c>.tgz</c>) to import, from the project's folder; null
    /// (default) for an image that is pushed.
    /// </summary>
    [ArchivePath]
    public string? Archive { get; init; }

    /// <summary>
    /// SHA-256 of the archive. Changing it imports the archive on the nodes again. Optional in a preview, required by <c>pulumi up</c>.
    /// </summary>
    [Sha256]
    public string? ArchiveSha256 { get; init; }

    /// <summary>
    /// Digest of the image in the archive (<c>sha256:...</c>) as containerd lists it, verified after the import. If not set, the digest
    /// found at the first import of the verified archive is the expected one.
    /// </summary>
    [ImageDigest]
    public string? Digest { get; init; }

    /// <summary>
    /// Lowest severity of a vulnerability with a fix that fails the build, before the image is delivered. Defaults to
    /// <see cref="Severity.High"/>.
    /// </summary>
    public Severity FailOn { get; init; } = Severity.High;

    /// <summary>Labels of the nodes that the image is imported to. Defaults to all nodes.</summary>
    [Labels]
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Nodes that the image is imported to.</summary>
    public IReadOnlyList<NodeSpec> NodesIn(ClusterSpec cluster)
    {
        var nodes = new List<NodeSpec>(cluster.Nodes.Count);
        for (var index = 0; index < cluster.Nodes.Count; index++)
        {
            if (IsFor(cluster.Nodes[index]))
            {
                nodes.Add(cluster.Nodes[index]);
            }
        }

        return nodes;
    }

    /// <summary>Whether the image is imported to a node, which must have all of <see cref="NodeLabels"/>.</summary>
    public bool IsFor(NodeSpec node)
    {
        foreach (var label in NodeLabels.Keys)
        {
            if (!node.Labels.TryGetValue(label, out var value) || value != NodeLabels[label])
            {
                return false;
            }
        }

        return true;
    }
}
