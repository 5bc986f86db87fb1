using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The claims of the apps' volumes. They stand whether their app runs here, in Docker or nowhere yet: data is brought before
/// an app moves and stays when it goes back. Volumes of which every pod has its own come with their StatefulSet or database.
/// </summary>
public sealed class Volumes : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Volumes";

    /// <summary>The claims by the volume's name.</summary>
    public IReadOnlyDictionary<string, CoreV1.PersistentVolumeClaim> Claims { get; }

    /// <summary>Creates the claims.</summary>
    public Volumes(string name, VolumesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var claims = new Dictionary<string, CoreV1.PersistentVolumeClaim>(StringComparer.Ordinal);
        foreach (var volume in args.System.Storage.Volumes)
        {
            if (OwnerOf(args.System, volume) is { } owner && args.Namespaces.TryGetValue(owner.Namespace ?? args.System.Environment.Namespace, out var space))
            {
                claims[volume.Name] = Create($"{name}-{volume.Name}", volume, owner, space, args);
            }
        }

        Claims = claims;
        RegisterOutputs();
    }

    /// <summary>The app whose pods share one claim of the volume; null where each pod or a database has its own.</summary>
    public static AppSpec? OwnerOf(SystemSpec system, VolumeSpec volume)
    {
        foreach (var app in system.Apps)
        {
            if (app.Name == volume.Owner)
            {
                var shared = app.Kind == WorkloadKind.Deployment || (app.Kind == WorkloadKind.StatefulSet && volume.AccessMode == AccessMode.ReadWriteMany);
                return shared ? app : null;
            }
        }

        return null;
    }

    private CoreV1.PersistentVolumeClaim Create(string resource, VolumeSpec volume, AppSpec owner, Resource space, VolumesArgs args) => new(
        resource,
        new PersistentVolumeClaimArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = volume.Name,
                Namespace = owner.Namespace ?? args.System.Environment.Namespace,
                Labels = new Dictionary<string, string>(args.Labels, StringComparer.Ordinal) { [Labels.Name] = owner.Name },
            },
            Spec = new PersistentVolumeClaimSpecArgs
            {
                AccessModes = { volume.AccessMode.ToString() },
                StorageClassName = volume.Class,
                Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = volume.Size.ToString() } },
            },
        },
        new()
        {
            Parent = this,
            DependsOn = args.Classes.TryGetValue(volume.Class, out var storageClass) ? [space, storageClass] : [space],
            DeletedWith = space,
            Protect = args.Protect,
        });
}
