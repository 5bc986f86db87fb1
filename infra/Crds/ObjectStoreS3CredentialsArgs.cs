using Pulumi;

namespace Infra.Crds;

/// <summary>Keys of an S3 service.</summary>
public sealed class ObjectStoreS3CredentialsArgs : ResourceArgs
{
    /// <summary>The access key's id.</summary>
    [Input("accessKeyId")]
    public Input<SecretKeyRefArgs>? AccessKeyId { get; set; }

    /// <summary>The access key's secret part.</summary>
    [Input("secretAccessKey")]
    public Input<SecretKeyRefArgs>? SecretAccessKey { get; set; }

    /// <summary>The region.</summary>
    [Input("region")]
    public Input<SecretKeyRefArgs>? Region { get; set; }
}
