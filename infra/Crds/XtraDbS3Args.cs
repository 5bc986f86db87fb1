using Pulumi;

namespace Infra.Crds;

/// <summary>A bucket for backups of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbS3Args : ResourceArgs
{
    /// <summary>The bucket and the folder in it.</summary>
    [Input("bucket", required: true)]
    public Input<string> Bucket { get; set; } = null!;

    /// <summary>Its region.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>The service's address.</summary>
    [Input("endpointUrl")]
    public Input<string>? EndpointUrl { get; set; }

    /// <summary>The secret with <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>.</summary>
    [Input("credentialsSecret", required: true)]
    public Input<string> CredentialsSecret { get; set; } = null!;
}
