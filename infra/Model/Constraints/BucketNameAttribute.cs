namespace Infra.Model;

/// <summary>A name of an S3 bucket.</summary>
public sealed class BucketNameAttribute()
    : TextConstraintAttribute("a name of a bucket", "3 to 63 lower-case letters, digits, dashes and dots, a letter or digit first and last",
        Expression, maxLength: 63)
{
    private const string Expression = "^(?![0-9.]+$)(?!.*\\.\\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$";
}
