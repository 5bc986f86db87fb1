using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Platform;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Apps;

/// <summary>
/// Snapshots of an app's volumes before another version starts on them, for an app that runs one version at a time. They are the way back
/// where the newer version changes the data, and stay until an operator deletes them.
/// </summary>
internal static class VersionSnapshots
{
    /// <summary>Annotation with the image that goes live after the snapshot.</summary>
    public const string Before = "infra/before-image";

    /// <summary>
    /// The volumes of which a snapshot is taken: those of its own, while the slots have two images. Without another version there is none
    /// to return from.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static IReadOnlyList<VolumeSpec> Of(SystemSpec system, AppSpec app)
    {
        var volumes = new List<VolumeSpec>();
        if (app.BlueGreen.Mode != BlueGreenMode.Partial || Workload.IsSettled(app))
        {
            return volumes;
        }

        foreach (var mount in app.Mounts)
        {
            foreach (var volume in system.Storage.Volumes)
            {
                if (volume.Name == mount.Name && volume.Owner == app.Name)
                {
                    volumes.Add(volume);
                }
            }
        }

        return volumes;
    }

    /// <summary>
    /// Takes the snapshots. The provider completes their names, for a version may go live twice: the second snapshot must not be the first.
    /// </summary>
    /// <param name="resource">Logical name of the app.</param>
    /// <param name="workload">The version that goes live.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="options">Options of the objects, with what must be done before.</param>
    public static List<Resource> Take(
        string resource, Workload workload, string @namespace, StackContext context, Func<CustomResourceOptions> options)
    {
        var taken = new List<Resource>();
        foreach (var volume in Of(context.System, workload.App))
        {
            var kept = options();
            kept.RetainOnDelete = true;
            taken.Add(new VolumeSnapshot(
                $"{resource}-{volume.Name}-before-{AppDigest.OfImage(workload.Image)}",
                new VolumeSnapshotArgs
                {
                    Metadata = new ObjectMetaArgs
                    {
                        Namespace = @namespace,
                        Labels = context.LabelsWith((Labels.Name, Labels.Value(workload.App.Name))),
                        Annotations =
                        {
                            [Before] = workload.Image,
                            [WaitFor.Annotation] = WaitFor.Once("readyToUse", "true"),
                        },
                    },
                    Spec = new VolumeSnapshotSpecArgs
                    {
                        VolumeSnapshotClassName = Longhorn.SnapshotClassName,
                        Source = new VolumeSnapshotSourceArgs { PersistentVolumeClaimName = volume.Name },
                    },
                },
                kept));
        }

        return taken;
    }
}
