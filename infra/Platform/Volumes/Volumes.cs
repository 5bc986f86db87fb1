using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The claims of the apps' volumes. A claim exists whether its app runs on the cluster, in Docker or nowhere yet: data is copied before an
/// app moves, and stays when the app moves back. A volume that each pod has of its own is claimed by its StatefulSet or database
/// (<see cref="VolumeClaims"/>).
/// </summary>
public sealed class Volumes : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Volumes";

    private readonly VolumesArgs _args;
    private readonly StackContext _context;

    /// <summary>The claims by the volume's name.</summary>
    public IReadOnlyDictionary<string, CoreV1.PersistentVolumeClaim> Claims { get; }

    /// <summary>Creates the claims.</summary>
    public Volumes(string name, VolumesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_args, _context) = (args, context);
        var claims = new Dictionary<string, CoreV1.PersistentVolumeClaim>(StringComparer.Ordinal);
        foreach (var volume in context.System.Storage.Volumes)
        {
            if (VolumeClaims.OwnerOf(context.System, volume) is { } owner
                && args.Namespaces.TryGetValue(context.System.NamespaceOf(owner), out var created))
            {
                claims[volume.Name] = Create($"{name}-{volume.Name}", volume, owner, created);
            }
        }

        Claims = claims;
        RegisterOutputs();
    }

    private CoreV1.PersistentVolumeClaim Create(string resource, VolumeSpec volume, AppSpec owner, CoreV1.Namespace created)
    {
        var options = StackContext.Inside(
            this,
            created,
            _args.Classes.TryGetValue(volume.Class, out var storageClass) ? [storageClass] : []);
        // The data goes with the claim.
        options.Protect = _context.Protect;
        var spec = VolumeClaim.Spec(volume);
        if (volume.Snapshot is { } snapshot)
        {
            spec.DataSource = new TypedLocalObjectReferenceArgs
            {
                ApiGroup = VolumeSnapshotArgs.Group,
                Kind = VolumeSnapshotArgs.KindName,
                Name = snapshot,
            };
        }

        return new(
            resource,
            new PersistentVolumeClaimArgs
            {
                Metadata = _context.Metadata(_context.System.NamespaceOf(owner), volume.Name, (Labels.Name, owner.Name)),
                Spec = spec,
            },
            options);
    }
}
