using Pulumi;

namespace Infra.Crds;

/// <summary>Where archives go and how.</summary>
public sealed class ObjectStoreConfigurationArgs : ResourceArgs
{
    /// <summary>Bucket and folder, e.g. <c>s3://bucket/folder</c>.</summary>
    [Input("destinationPath", required: true)]
    public Input<string> DestinationPath { get; set; } = null!;

    /// <summary>The service, when it is not Amazon's.</summary>
    [Input("endpointURL")]
    public Input<string>? EndpointUrl { get; set; }

    /// <summary>The keys.</summary>
    [Input("s3Credentials")]
    public Input<ObjectStoreS3CredentialsArgs>? S3Credentials { get; set; }

    /// <summary>How the log is kept.</summary>
    [Input("wal")]
    public Input<ObjectStoreWalArgs>? Wal { get; set; }

    /// <summary>How base backups are kept.</summary>
    [Input("data")]
    public Input<ObjectStoreDataArgs>? Data { get; set; }
}
