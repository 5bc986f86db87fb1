namespace Infra.Model;

/// <summary>A folder in a bucket or volume, relative to its root.</summary>
public sealed class FolderNameAttribute()
    : TextConstraintAttribute("a folder", "a path without a slash at its beginning and without ..", Expression, maxLength: 1024)
{
    private const string Expression = "^(?!/)(?!.*(//|(^|/)\\.\\.(/|$)))\\S*$";

    /// <inheritdoc/>
    public override bool AllowsEmpty => true;
}
