using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>How snapshots of volumes are made (<c>snapshot.storage.k8s.io/v1</c>); of the whole cluster.</summary>
public sealed class VolumeSnapshotClass(string name, VolumeSnapshotClassArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
