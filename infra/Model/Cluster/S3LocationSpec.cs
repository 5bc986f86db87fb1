namespace Infra.Model;

/// <summary>A folder in a bucket of an S3-compatible store.</summary>
[Different(nameof(AccessKey), nameof(SecretKey))]
public sealed record S3LocationSpec
{
    // The region that Amazon's general address serves.
    private const string FirstRegion = "us-east-1";

    private static readonly ServiceEndpoint Amazon = ServiceEndpoint.Parse("s3.amazonaws.com");

    /// <summary>
    /// Address of the service, e.g. <c>s3.eu-central-003.backblazeb2.com</c>, with <c>http://</c> in front where it is not encrypted. A
    /// bucket in the cluster is <c>SERVICE.NAMESPACE.svc</c>; nodes and Docker hosts of the system are known by their names. Defaults to
    /// Amazon's, in the bucket's region.
    /// </summary>
    public ServiceEndpoint Endpoint { get; init; } = Amazon;

    /// <summary>
    /// Address ranges of the service, e.g. <c>192.168.1.10/32</c>, where its name leads to a private address: network policies know no
    /// names. Defaults to none: the address in the endpoint, or the internet.
    /// </summary>
    [Ipv4Range(8, 32)]
    public IReadOnlyList<Cidr> Addresses { get; init; } = [];

    /// <summary>
    /// Certificate of the authority that signed the service's, in PEM, where it is none that every system trusts; null (default) for none.
    /// </summary>
    [Certificates]
    public string? Ca { get; init; }

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

    /// <summary>
    /// Whether the service is Amazon S3, whose address its tools derive from the region; other services do not support everything that
    /// these tools use.
    /// </summary>
    public bool IsAmazon() => Endpoint == Amazon || Endpoint == InRegion();

    /// <summary>
    /// The endpoint for readers that do not derive it from the region: Amazon's general address answers for its first region alone.
    /// </summary>
    public ServiceEndpoint Regional() => Endpoint == Amazon && Region != FirstRegion ? InRegion() : Endpoint;

    private ServiceEndpoint InRegion() => ServiceEndpoint.Parse(
        $"s3.{Region.Replace('_', '-')}.amazonaws.com{(Region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}");
}
