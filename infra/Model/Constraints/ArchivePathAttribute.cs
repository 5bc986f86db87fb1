using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A path of an image archive, from the project's folder.</summary>
public sealed partial class ArchivePathAttribute()
    : TextConstraintAttribute("a path of an archive", "a path from the project's folder that ends in .tar, .tar.gz or .tgz", Expression(),
        maxLength: 4096)
{
    [GeneratedRegex("^(?!/|[A-Za-z]:).*\\.(tar|tar\\.gz|tgz)$")]
    private static partial Regex Expression();
}
