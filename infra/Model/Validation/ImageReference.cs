namespace Infra.Model.Validation;

/// <summary>A container image as it is written.</summary>
/// <param name="Repository">The part before the tag, registry included.</param>
/// <param name="Tag">The tag; null when there is none.</param>
/// <param name="Digest">The digest; null when there is none.</param>
public sealed record ImageReference(string Repository, string? Tag, string? Digest)
{
    /// <summary>The image is fixed: by a digest, or by a tag that does not move by its name.</summary>
    public bool IsPinned => Digest is not null || (Tag is not null && Tag is not ("latest" or "stable" or "edge" or "main" or "master" or "nightly" or "dev" or "blue" or "green"));

    /// <summary>Takes an image apart.</summary>
    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        return colon < 0 || name.IndexOf('/', colon) >= 0 ? new ImageReference(name, null, digest) : new ImageReference(name[..colon], name[(colon + 1)..], digest);
    }
}
