namespace Infra.Model;

/// <summary>An image the project builds.</summary>
public sealed record ImageSpec : INamed
{
    /// <summary>The image with its tag, e.g. <c>dirtbikechina/postgres:15-cjk</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Folder of the build.</summary>
    public string Context { get; init; } = ".";

    /// <summary>The Dockerfile, from the folder.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>How it reaches the nodes. Defaults to <see cref="ImageDelivery.Push"/>.</summary>
    public ImageDelivery Delivery { get; init; }

    /// <summary>Fails the pipeline from this severity on. Defaults to <see cref="Severity.High"/>.</summary>
    public Severity FailOn { get; init; } = Severity.High;

    /// <summary>Node labels of the nodes it is imported to. Defaults to all.</summary>
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();
}
