using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>The members of a <see cref="XtraDbCluster"/>, or its proxies.</summary>
public sealed class XtraDbPodsArgs : ResourceArgs
{
    /// <summary>They are there; members always are.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    /// <summary>How many.</summary>
    [Input("size", required: true)]
    public Input<int> Size { get; set; } = null!;

    /// <summary>Their image.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>When the image is pulled.</summary>
    [Input("imagePullPolicy")]
    public Input<string>? ImagePullPolicy { get; set; }

    /// <summary>After all members went down, the one that is furthest starts the cluster (members only).</summary>
    [Input("autoRecovery")]
    public Input<bool>? AutoRecovery { get; set; }

    /// <summary>Their configuration file, in place of the operator's choices.</summary>
    [Input("configuration")]
    public Input<string>? Configuration { get; set; }

    [Input("nodeSelector")]
    private InputMap<string>? _nodeSelector;

    /// <summary>Labels of the nodes they may run on.</summary>
    public InputMap<string> NodeSelector
    {
        get => _nodeSelector ??= [];
        set => _nodeSelector = value;
    }

    /// <summary>How they keep apart.</summary>
    [Input("affinity")]
    public Input<XtraDbAffinityArgs>? Affinity { get; set; }

    /// <summary>How they see whether a member is there (proxies only).</summary>
    [Input("healthCheck")]
    public Input<XtraDbHealthCheckArgs>? HealthCheck { get; set; }

    /// <summary>How many may be taken away at once.</summary>
    [Input("podDisruptionBudget")]
    public Input<XtraDbDisruptionArgs>? PodDisruptionBudget { get; set; }

    /// <summary>Seconds to stop in.</summary>
    [Input("gracePeriod")]
    public Input<int>? GracePeriod { get; set; }

    /// <summary>What a pod's main container asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    [Input("tolerations")]
    private InputList<TolerationArgs>? _tolerations;

    /// <summary>Taints of nodes on which the pods may run all the same.</summary>
    public InputList<TolerationArgs> Tolerations
    {
        get => _tolerations ??= [];
        set => _tolerations = value;
    }

    /// <summary>What each of its sidecars asks for and may use.</summary>
    [Input("sidecarResources")]
    public Input<ResourceRequirementsArgs>? SidecarResources { get; set; }

    /// <summary>The volume of each (members only).</summary>
    [Input("volumeSpec")]
    public Input<XtraDbVolumeArgs>? VolumeSpec { get; set; }

    /// <summary>The pods' rights.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The containers' rights.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}
