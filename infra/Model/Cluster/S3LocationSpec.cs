namespace Infra.Model;

/// <summary>A folder in a bucket of an S3-compatible store.</summary>
public sealed record S3LocationSpec
{
    private const string Amazon = "s3.amazonaws.com";

    /// <summary>Host of the service without a scheme, e.g. <c>s3.eu-central-003.backblazeb2.com</c>. Defaults to Amazon's.</summary>
    [Endpoint]
    public string Endpoint { get; init; } = Amazon;

    /// <summary>Region of the bucket.</summary>
    [Region]
    public required string Region { get; init; }

    /// <summary>Name of the bucket.</summary>
    [BucketName]
    public required string Bucket { get; init; }

    /// <summary>Folder in the bucket. Defaults to the bucket's root.</summary>
    [FolderName]
    public string Folder { get; init; } = "";

    /// <summary>Name of the declared secret with the access key id.</summary>
    [SecretName]
    public required string AccessKey { get; init; }

    /// <summary>Name of the declared secret with the secret access key.</summary>
    [SecretName]
    public required string SecretKey { get; init; }

    /// <summary>Whether the service is Amazon S3; other services do not support everything that its tools use.</summary>
    public bool IsAmazon() => Endpoint == Amazon;
}
