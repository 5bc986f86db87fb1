using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A folder in a bucket or volume, relative to its root.</summary>
public sealed partial class FolderNameAttribute()
    : TextConstraintAttribute("a folder", "a path without a slash at its beginning and without ..", Expression(), maxLength: 1024)
{
    /// <inheritdoc/>
    public override bool AllowsEmpty => true;

    [GeneratedRegex("^(?!/)(?!.*(//|(^|/)\\.\\.(/|$)))\\S*$")]
    private static partial Regex Expression();
}
