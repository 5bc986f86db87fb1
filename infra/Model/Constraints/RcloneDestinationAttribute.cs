namespace Infra.Model;

/// <summary>A destination in rclone's form: a remote and a path, which begins with the bucket where the remote has buckets.</summary>
public sealed class RcloneDestinationAttribute()
    : TextConstraintAttribute("a place rclone knows", "a remote, a colon and the bucket or folder, like b2:bucket/folder/", Expression,
        maxLength: 1024)
{
    private const string Expression = "^[A-Za-z0-9_][A-Za-z0-9_ .+@-]*:/?[^/\\s]\\S*$";
}
