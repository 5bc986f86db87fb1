namespace Infra.Model;

/// <summary>A container image as it is written.</summary>
/// <param name="Repository">The part before the tag, registry included.</param>
/// <param name="Tag">The tag; null when there is none.</param>
/// <param name="Digest">The digest; null when there is none.</param>
public sealed record ImageReference(string Repository, string? Tag, string? Digest)
{
    /// <summary>The image is fixed: by a digest, or by a tag that does not move by its name.</summary>
    public bool IsPinned =>
        Digest is not null
            || (Tag is not null
                && Tag is not ("latest" or "stable" or "edge" or "main" or "master" or "nightly" or "dev" or "blue" or "green"));

    /// <summary>
    /// The image as containerd knows it: with the registry, and Docker Hub's own images with their folder.
    /// The first part is a registry when it has a dot or a colon or is <c>localhost</c>.
    /// </summary>
    public string FullName
    {
        get
        {
            var slash = Repository.IndexOf('/', StringComparison.Ordinal);
            var registry = slash < 0 ? "" : Repository[..slash];
            var repository = slash < 0 ? $"docker.io/library/{Repository}"
                : registry.Contains('.', StringComparison.Ordinal)
                    || registry.Contains(':', StringComparison.Ordinal)
                    || registry == "localhost" ? Repository
                : $"docker.io/{Repository}";
            return repository + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);
        }
    }

    /// <summary>Takes an image apart.</summary>
    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        return colon < 0 || name.IndexOf('/', colon) >= 0
            ? new ImageReference(name, null, digest)
            : new ImageReference(name[..colon], name[(colon + 1)..], digest);
    }
}
