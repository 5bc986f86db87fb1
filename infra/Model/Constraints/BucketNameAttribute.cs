namespace Infra.Model;

/// <summary>
/// A name of an S3 bucket, as Amazon and the client of k3s and of the operators accept it: no address, no dots or dashes side by side
/// with a dot, none of the prefixes and suffixes that Amazon keeps for itself.
/// </summary>
public sealed class BucketNameAttribute()
    : TextConstraintAttribute("a name of a bucket", "3 to 63 lower-case letters, digits, dashes and dots, a letter or digit first and last",
        Expression, maxLength: 63)
{
    private const string Expression =
        "^(?![0-9.]+$)(?!.*(\\.\\.|\\.-|-\\.))(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$)"
        + "[a-z0-9][a-z0-9.-]+[a-z0-9]$";
}
