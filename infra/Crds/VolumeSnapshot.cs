using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A snapshot of a volume, or a request for one (<c>snapshot.storage.k8s.io/v1</c>).</summary>
public sealed class VolumeSnapshot(string name, VolumeSnapshotArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="VolumeSnapshot"/>.</summary>
public sealed class VolumeSnapshotArgs() : K8s.ApiExtensions.CustomResourceArgs($"{Group}/v1", KindName)
{
    /// <summary>The API group, by which a claim refers to a snapshot.</summary>
    public const string Group = "snapshot.storage.k8s.io";

    /// <summary>The kind, by which a claim refers to a snapshot.</summary>
    public const string KindName = "VolumeSnapshot";

    /// <summary>The class and the volume.</summary>
    [Input("spec", required: true)]
    public Input<VolumeSnapshotSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="VolumeSnapshot"/>.</summary>
public sealed class VolumeSnapshotSpecArgs : ResourceArgs
{
    /// <summary>The class.</summary>
    [Input("volumeSnapshotClassName")]
    public Input<string>? VolumeSnapshotClassName { get; set; }

    /// <summary>The volume.</summary>
    [Input("source", required: true)]
    public Input<VolumeSnapshotSourceArgs> Source { get; set; } = null!;
}

/// <summary>The volume of a <see cref="VolumeSnapshot"/>.</summary>
public sealed class VolumeSnapshotSourceArgs : ResourceArgs
{
    /// <summary>The claim of the volume, in the snapshot's namespace.</summary>
    [Input("persistentVolumeClaimName")]
    public Input<string>? PersistentVolumeClaimName { get; set; }
}
