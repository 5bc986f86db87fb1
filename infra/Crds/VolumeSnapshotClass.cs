using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A class of volume snapshots (<c>snapshot.storage.k8s.io/v1</c>), for the whole cluster.</summary>
public sealed class VolumeSnapshotClass(string name, VolumeSnapshotClassArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="VolumeSnapshotClass"/>; the kind has no <c>spec</c>.</summary>
public sealed class VolumeSnapshotClassArgs() : K8s.ApiExtensions.CustomResourceArgs("snapshot.storage.k8s.io/v1", "VolumeSnapshotClass")
{
    /// <summary>The CSI driver that takes them.</summary>
    [Input("driver", required: true)]
    public Input<string> Driver { get; set; } = null!;

    /// <summary>The policy for the snapshot of a deleted object: <c>Delete</c> or <c>Retain</c>.</summary>
    [Input("deletionPolicy", required: true)]
    public Input<string> DeletionPolicy { get; set; } = null!;

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>The driver's parameters.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}
