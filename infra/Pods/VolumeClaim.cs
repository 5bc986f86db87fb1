using Infra.Model;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pods;

/// <summary>Claims of described volumes.</summary>
internal static class VolumeClaim
{
    /// <summary>Size, class and access mode that a claim of a volume asks for.</summary>
    /// <param name="volume">The volume.</param>
    public static PersistentVolumeClaimSpecArgs Spec(VolumeSpec volume) => new()
    {
        AccessModes = { volume.AccessMode.ToString() },
        StorageClassName = volume.Class,
        Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = volume.Size.ToString() } },
    };
}
