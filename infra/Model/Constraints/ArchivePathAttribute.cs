namespace Infra.Model;

/// <summary>A path of an image archive, from the project's folder.</summary>
public sealed class ArchivePathAttribute()
    : TextConstraintAttribute("a path of an archive", "a path from the project's folder that ends in .tar, .tar.gz or .tgz", Expression,
        maxLength: 4096)
{
    private const string Expression = "^(?!/|[A-Za-z]:).*\\.(tar|tar\\.gz|tgz)$";
}
