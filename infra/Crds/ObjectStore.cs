using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A location of archives and base backups of the barman-cloud plugin (<c>barmancloud.cnpg.io/v1</c>).</summary>
public sealed class ObjectStore(string name, ObjectStoreArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="ObjectStore"/>.</summary>
public sealed class ObjectStoreArgs() : K8s.ApiExtensions.CustomResourceArgs("barmancloud.cnpg.io/v1", "ObjectStore")
{
    /// <summary>The desired state.</summary>
    [Input("spec", required: true)]
    public Input<ObjectStoreSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of an <see cref="ObjectStore"/>.</summary>
public sealed class ObjectStoreSpecArgs : ResourceArgs
{
    /// <summary>The location and the format.</summary>
    [Input("configuration", required: true)]
    public Input<ObjectStoreConfigurationArgs> Configuration { get; set; } = null!;

    /// <summary>The recovery window, e.g. <c>30d</c>.</summary>
    [Input("retentionPolicy")]
    public Input<string>? RetentionPolicy { get; set; }

    /// <summary>The container beside each instance that archives.</summary>
    [Input("instanceSidecarConfiguration")]
    public Input<ObjectStoreSidecarArgs>? InstanceSidecarConfiguration { get; set; }
}

/// <summary>The location and the format of archives.</summary>
public sealed class ObjectStoreConfigurationArgs : ResourceArgs
{
    /// <summary>Bucket and folder, e.g. <c>s3://bucket/folder</c>.</summary>
    [Input("destinationPath", required: true)]
    public Input<string> DestinationPath { get; set; } = null!;

    /// <summary>The URL of the service, where it is not Amazon's.</summary>
    [Input("endpointURL")]
    public Input<string>? EndpointUrl { get; set; }

    /// <summary>The certificate of the authority that signed the service's.</summary>
    [Input("endpointCA")]
    public Input<SecretKeyRefArgs>? EndpointCa { get; set; }

    /// <summary>The keys.</summary>
    [Input("s3Credentials")]
    public Input<ObjectStoreS3CredentialsArgs>? S3Credentials { get; set; }

    /// <summary>The format of the archived log.</summary>
    [Input("wal")]
    public Input<ObjectStoreWalArgs>? Wal { get; set; }

    /// <summary>The format of base backups.</summary>
    [Input("data")]
    public Input<ObjectStoreDataArgs>? Data { get; set; }
}

/// <summary>The container beside each instance that archives.</summary>
public sealed class ObjectStoreSidecarArgs : ResourceArgs
{
    /// <summary>Requests and limits.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    [Input("env")]
    private InputList<EnvVarArgs>? _env;

    /// <summary>The environment variables.</summary>
    public InputList<EnvVarArgs> Env
    {
        get => _env ??= [];
        set => _env = value;
    }
}

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

/// <summary>The format of the archived log.</summary>
public sealed class ObjectStoreWalArgs : ResourceArgs
{
    /// <summary>The compression.</summary>
    [Input("compression")]
    public Input<string>? Compression { get; set; }

    /// <summary>Files transferred at once.</summary>
    [Input("maxParallel")]
    public Input<int>? MaxParallel { get; set; }
}

/// <summary>The format of base backups.</summary>
public sealed class ObjectStoreDataArgs : ResourceArgs
{
    /// <summary>The compression.</summary>
    [Input("compression")]
    public Input<string>? Compression { get; set; }

    /// <summary>Uploads at once.</summary>
    [Input("jobs")]
    public Input<int>? Jobs { get; set; }
}
