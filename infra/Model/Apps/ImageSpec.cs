namespace Infra.Model;

/// <summary>An image the project builds.</summary>
[RequiredWhen(nameof(Archive), nameof(Delivery), ImageDelivery.Import)]
[OnlyWhen(nameof(Archive), nameof(Delivery), ImageDelivery.Import)]
[OnlyWhen(nameof(NodeLabels), nameof(Delivery), ImageDelivery.Import)]
public sealed record ImageSpec : INamed
{
    /// <summary>The image with its tag, e.g. <c>registry.example.com/shop:1.4.0</c>.</summary>
    [PinnedImage]
    public required string Name { get; init; }

    /// <summary>Folder of the build.</summary>
    public string Context { get; init; } = ".";

    /// <summary>The Dockerfile, from the folder.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>How it reaches the nodes. Defaults to <see cref="ImageDelivery.Push"/>.</summary>
    public ImageDelivery Delivery { get; init; }

    /// <summary>
    /// The saved image (<c>docker save</c>, <c>.tar</c>, <c>.tar.gz</c> or <c>.tgz</c>) that is imported, from the project's folder; null
    /// (default) for an image that is pushed.
    /// </summary>
    [ArchivePath]
    public string? Archive { get; init; }

    /// <summary>SHA-256 of the archive. Another one brings the archive to the nodes again. A preview does without it, <c>pulumi up</c> does not.</summary>
    [Sha256]
    public string? ArchiveSha256 { get; init; }

    /// <summary>
    /// Digest of the image in the archive (<c>sha256:...</c>) as containerd lists it, verified after the import. Without it, what the
    /// verified archive gave at its first import is the digest that must be there.
    /// </summary>
    [ImageDigest]
    public string? Digest { get; init; }

    /// <summary>Fails the pipeline from this severity on. Defaults to <see cref="Severity.High"/>.</summary>
    public Severity FailOn { get; init; } = Severity.High;

    /// <summary>Node labels of the nodes it is imported to. Defaults to all.</summary>
    [Labels]
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>The nodes it is imported to.</summary>
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

    /// <summary>Whether it is imported to a node: that has all of <see cref="NodeLabels"/>.</summary>
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
