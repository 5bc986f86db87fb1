using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>How snapshots of volumes are made (<c>snapshot.storage.k8s.io/v1</c>); of the whole cluster.</summary>
public sealed class VolumeSnapshotClass(string name, VolumeSnapshotClassArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="VolumeSnapshotClass"/>; the kind has no <c>spec</c>.</summary>
public sealed class VolumeSnapshotClassArgs() : K8s.ApiExtensions.CustomResourceArgs("snapshot.storage.k8s.io/v1", "VolumeSnapshotClass")
{
    /// <summary>The CSI driver that makes them.</summary>
    [Input("driver", required: true)]
    public Input<string> Driver { get; set; } = null!;

    /// <summary>What becomes of a snapshot when its object goes: <c>Delete</c> or <c>Retain</c>.</summary>
    [Input("deletionPolicy", required: true)]
    public Input<string> DeletionPolicy { get; set; } = null!;

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>What the driver reads.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}
