using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of an app's pods: what Kubernetes would refuse, or never start.</summary>
internal static class PodRules
{
    /// <summary>Checks the rules for an app.</summary>
    public static void Check(ValidationContext context, AppSpec app)
    {
        CheckVolumes(context, app);
        CheckRights(context, app);
    }

    private static void CheckVolumes(ValidationContext context, AppSpec app)
    {
        var home = context.Spec.NamespaceOf(app);
        foreach (var mount in app.Mounts)
        {
            if (AppVolumes.PodPrefixes.FirstOrDefault(prefix => mount.Name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
            {
                context.Error(
                    mount, "name", $"names that begin with '{prefix}' are those of the pod's own volumes", "give the volume another name");
            }

            if (AppVolumes.Own(context.Spec, app, mount) is not null
                || context.Spec.Storage.Volumes.FirstOrDefault(known => known.Name == mount.Name) is not { } volume)
            {
                continue;
            }

            if (VolumeClaims.OwnerOf(context.Spec, volume) is not { } owner)
            {
                context.Error(
                    mount,
                    "name",
                    $"the volume '{volume.Name}' is not a shared volume of an app: it belongs to '{volume.Owner}'",
                    $"write owner: {app.Name} for the volume, or mount one that an app shares");
            }
            else if (context.Spec.NamespaceOf(owner) is var place && place != home)
            {
                context.Error(
                    mount,
                    "name",
                    $"the volume '{volume.Name}' is in the namespace '{place}' of its owner, and '{app.Name}' in '{home}'",
                    $"put both apps into one namespace");
            }
        }
    }

    private static void CheckRights(ValidationContext context, AppSpec app)
    {
        var level = PodLevel.Of(app.Security);
        if (level == PodSecurityLevel.Restricted)
        {
            return;
        }

        if (app.Security.Reason.Length == 0)
        {
            context.Error(
                app.Security,
                "reason",
                $"the rights of '{app.Name}' exceed the Pod Security level restricted without a reason",
                "write the reason as one sentence, or leave out root, escalation and capabilities beside NET_BIND_SERVICE");
        }

        var home = context.Spec.NamespaceOf(app);
        var enforced = context.Spec.Namespaces.FirstOrDefault(known => known.Name == home)?.PodSecurity.Enforce;
        if (enforced > level)
        {
            context.Error(
                app.Security,
                null,
                $"the rights of '{app.Name}' need the Pod Security level {level.ToString().ToLowerInvariant()}, and its namespace '{home}' "
                    + $"enforces {enforced.Value.ToString().ToLowerInvariant()}",
                $"write podSecurity: {{enforce: {level.ToString().ToLowerInvariant()}}} for the namespace, or fewer rights");
        }
    }
}
