using System.Text;
using Infra.Model;
using Infra.Naming;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Apps;

/// <summary>
/// The scripts of this program that an app's commands and the commands of its jobs refer to, in one config map. A pod mounts them only if
/// its own command refers to one.
/// </summary>
internal static class AppScriptFiles
{
    private const string Volume = "infra-scripts";

    /// <summary>The scripts, by their names.</summary>
    /// <param name="app">The app.</param>
    public static SortedList<string, string> Of(AppSpec app)
    {
        var all = OfPods(app);
        foreach (var job in app.InitJobs)
        {
            if (job.Image is null)
            {
                foreach (var (name, content) in AppScripts.For(job))
                {
                    all[name] = content;
                }
            }
        }

        return all;
    }

    /// <summary>The scripts that the app's own command refers to.</summary>
    /// <param name="app">The app.</param>
    public static SortedList<string, string> OfPods(AppSpec app) => AppScripts.For([.. app.Command, .. app.Args]);

    /// <summary>
    /// Name of the config map; null for an app without scripts. It contains a digest of the scripts, see <see cref="AppFiles.PlainName"/>.
    /// </summary>
    /// <param name="app">The app.</param>
    public static string? ConfigMapName(AppSpec app) =>
        Of(app) is { Count: > 0 } scripts ? PhysicalName.Kubernetes(app.Name, "scripts", AppFiles.DigestOf(scripts)) : null;

    /// <summary>Adds names and contents to a text of which a digest is made.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scripts">The scripts.</param>
    public static StringBuilder AddTo(StringBuilder text, SortedList<string, string> scripts)
    {
        foreach (var (name, content) in scripts)
        {
            text.Append(name).Append('\n').Append(content).Append('\n');
        }

        return text;
    }

    /// <summary>Mounts the config map in a pod whose command refers to a script.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="app">The app.</param>
    /// <param name="scripts">The scripts that the container's command refers to.</param>
    public static void Mount(PodSpecArgs pod, ContainerArgs container, AppSpec app, SortedList<string, string> scripts)
    {
        if (scripts.Count > 0)
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = Volume, MountPath = AppScripts.Folder, ReadOnly = true });
            pod.Volumes.Add(
                new VolumeArgs { Name = Volume, ConfigMap = new ConfigMapVolumeSourceArgs { Name = ConfigMapName(app)! } });
        }
    }
}
