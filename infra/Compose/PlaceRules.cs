using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Compose;

/// <summary>Rules of what differs between the two places of an app: its data, and the versions of a shadow and its original.</summary>
internal static class PlaceRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            if (app is { Compose: { Managed: true } compose, Kind: not WorkloadKind.HelmChart }
                && app.OnCluster()
                && context.Spec.Compose.Host(compose.Host) is { Managed: true })
            {
                CheckVolumes(context, app, compose);
                CheckShadow(context, app, compose);
            }
        }
    }

    private static void CheckVolumes(ValidationContext context, AppSpec app, ComposeServiceSpec compose)
    {
        var paths = app.Mounts.Select(static mount => mount.Path).Concat(app.Scratch.Select(static scratch => scratch.Path));
        var missing = compose.Volumes.Select(static volume => volume.Path).Except(paths, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            context.Warn(
                app,
                "mounts",
                $"in Docker '{app.Name}' has volumes at {string.Join(", ", missing)}; in the cluster it starts without their data",
                "describe a volume under storage.volumes and mount it there, and move the data; or a scratch folder");
        }
    }

    private static void CheckShadow(ValidationContext context, AppSpec app, ComposeServiceSpec compose)
    {
        if (app.IsShadow() && compose.Image is null)
        {
            context.Error(
                compose,
                "image",
                $"the image of '{app.Name}' is that of its copy in the cluster, and the service in Docker would get it too",
                "set compose.image to the image that runs in Docker, or compose.managed: false");
        }
    }
}
