using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>A place for backups of a <see cref="XtraDbCluster"/>, and how they run.</summary>
public sealed class XtraDbStorageArgs : ResourceArgs
{
    /// <summary>Its kind, <c>s3</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>Its certificate is checked.</summary>
    [Input("verifyTLS")]
    public Input<bool>? VerifyTls { get; set; }

    /// <summary>The bucket.</summary>
    [Input("s3", required: true)]
    public Input<XtraDbS3Args> S3 { get; set; } = null!;

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes on which backups run.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }

    /// <summary>What a backup asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>The rights of its pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The rights of their containers.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}
