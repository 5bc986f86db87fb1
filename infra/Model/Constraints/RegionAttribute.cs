namespace Infra.Model;

/// <summary>A region of an S3 service.</summary>
public sealed class RegionAttribute()
    : TextConstraintAttribute("a region", "letters, digits, dashes and underscores, like eu-central-1", Expression, maxLength: 63)
{
    private const string Expression = "^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$";
}
