using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Apps;

/// <summary>
/// Discourse behind a Unix socket: a sidecar connects a port of the pod to it. The socket is in a folder of the pod, because a socket on a
/// shared volume works on the node that made it only, and pods on two nodes would fight over it. The sidecar starts before Discourse and
/// ends after it.
/// </summary>
internal static class Discourse
{
    private const string Volume = "infra-socket";

    /// <summary>Adds the sidecar to the pod of an app whose Discourse listens on a socket.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The app's container.</param>
    /// <param name="workload">The workload.</param>
    public static void AddSidecar(PodSpecArgs pod, ContainerArgs container, Workload workload)
    {
        if (workload.App.Discourse is not { Listen: DiscourseListen.Socket } spec)
        {
            return;
        }

        var folder = new VolumeMountArgs { Name = Volume, MountPath = FolderOf(spec) };
        var rights = PodRights.Sealed(PodRights.Stranger);
        rights.RunAsGroup = PodRights.Stranger;
        container.VolumeMounts.Add(folder);
        pod.Volumes.Add(new VolumeArgs { Name = Volume, EmptyDir = new EmptyDirVolumeSourceArgs { SizeLimit = "1Mi" } });
        pod.InitContainers.Add(new ContainerArgs
        {
            Name = PhysicalName.Kubernetes(workload.App.Name, "socat"),
            // Discourse's own image has socat too.
            Image = spec.SocatImage ?? workload.Image,
            ImagePullPolicy = workload.App.PullPolicy.ToString(),
            Command =
            {
                "socat", $"TCP-LISTEN:{workload.App.Ports[0].Port},fork,reuseaddr", PlainText.Of($"UNIX-CONNECT:{spec.Socket}"),
            },
            RestartPolicy = "Always",
            Resources = PodResources.Of("10m", "16Mi", "200m", "64Mi"),
            SecurityContext = rights,
            TerminationMessagePolicy = "FallbackToLogsOnError",
            VolumeMounts = { folder },
        });
    }

    /// <summary>Folder of the socket.</summary>
    /// <param name="spec">The connection to Discourse.</param>
    public static string FolderOf(DiscourseSpec spec) => spec.Socket[..spec.Socket.LastIndexOf('/')];
}
