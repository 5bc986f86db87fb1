namespace Infra.Model.Validation;

/// <summary>Rules of two versions of an app: what lets both run beside each other, or one after the other with a way back.</summary>
public static class BlueGreenRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            // The rules of the workloads refuse every such setting of a CronJob or a chart.
            if (app.BlueGreen.Mode == BlueGreenMode.None || app.Kind is WorkloadKind.CronJob or WorkloadKind.HelmChart)
            {
                continue;
            }

            CheckSmokeTest(context, app);
            if (app.BlueGreen.Mode == BlueGreenMode.Full)
            {
                CheckFull(context, app);
            }
            else
            {
                CheckPartial(context, app);
            }
        }
    }

    private static void CheckSmokeTest(ValidationContext context, AppSpec app)
    {
        if (app.BlueGreen.SmokeTest.Port is { } port)
        {
            context.Resolve(app.BlueGreen.SmokeTest, "port", $"port of '{app.Name}'", port, app.Ports);
        }
        else if (app.Ports.Count == 0)
        {
            context.Error(
                app.BlueGreen,
                "mode",
                "the app listens on no port, so no smoke test can tell whether a version works",
                "describe its port under ports, or remove blueGreen and choose strategy: recreate");
        }
    }

    private static void CheckFull(ValidationContext context, AppSpec app)
    {
        if (app.Kind == WorkloadKind.StatefulSet)
        {
            context.Error(
                app.BlueGreen,
                "mode",
                "a StatefulSet cannot run two versions side by side",
                "write mode: partial for an app with a volume of its own, or kind: deployment");
            return;
        }

        CheckMounts(context, app);
        CheckMigrations(context, app);
        if (app.Autoscaling is { } autoscaling && app.BlueGreen.IdleReplicas is { } idle && idle < autoscaling.Min)
        {
            context.Error(
                app.BlueGreen,
                "idleReplicas",
                $"{idle} is less than autoscaling.min, which is {autoscaling.Min}: only the autoscaler would start the other pods, after "
                    + "the version went live",
                $"write at least {autoscaling.Min}, or remove idleReplicas");
        }
    }

    private static void CheckMounts(ValidationContext context, AppSpec app)
    {
        foreach (var mount in app.Mounts)
        {
            if (ValidationContext.Find(context.Spec.Storage.Volumes, mount.Name) is VolumeSpec volume
                && volume.AccessMode != AccessMode.ReadWriteMany)
            {
                context.Error(
                    mount,
                    "name",
                    $"two versions cannot both mount the volume '{volume.Name}', which is {volume.AccessMode}",
                    "write accessMode: ReadWriteMany for the volume, or kind: statefulSet and blueGreen.mode: partial for the app");
            }
        }
    }

    private static void CheckMigrations(ValidationContext context, AppSpec app)
    {
        var slots = app.BlueGreen;
        if (slots.Migrations == MigrationKind.Breaking
            && slots.ImageOf(Slot.Blue, app.Image) != slots.ImageOf(Slot.Green, app.Image)
            && (slots.IdleReplicas ?? AppPods.Fewest(app)) > 0)
        {
            context.Error(
                slots,
                "migrations",
                "the slot that is not live keeps pods of another version, which does not work on the migrated database",
                "write idleReplicas: 0 and go live in two runs, the first with replicas: 0 (a stop); or split the migration: additive "
                    + "before, the rest as an init job with when: settled");
        }
    }

    private static void CheckPartial(ValidationContext context, AppSpec app)
    {
        if (app.Kind == WorkloadKind.Deployment)
        {
            context.Error(
                app.BlueGreen,
                "mode",
                "partial is for a StatefulSet with a volume of its own, and the app is a Deployment",
                "write kind: statefulSet for the app, or mode: full");
            return;
        }

        if (app.Replicas > 1 || app.Autoscaling is not null)
        {
            context.Error(app, "replicas", "partial is for one pod, and the app has more", "write replicas: 1, without autoscaling");
        }

        CheckOwnVolumes(context, app);
        if (app.BlueGreen.Migrations == MigrationKind.Breaking)
        {
            foreach (var job in app.InitJobs)
            {
                if (job is { Image: null, When: JobTime.BeforeStart })
                {
                    context.Error(
                        job,
                        "when",
                        "the job runs before the other version stops, which does not work on the migrated database",
                        "let the app migrate as it starts, or make the migration additive");
                }
            }
        }
    }

    private static void CheckOwnVolumes(ValidationContext context, AppSpec app)
    {
        var own = false;
        foreach (var mount in app.Mounts)
        {
            if (ValidationContext.Find(context.Spec.Storage.Volumes, mount.Name) is not VolumeSpec volume || volume.Owner != app.Name)
            {
                continue;
            }

            own = true;
            if (ValidationContext.Find(context.Spec.Storage.Classes, volume.Class) is not StorageClassSpec
                {
                    Provisioner: StorageProvisioner.Longhorn
                })
            {
                context.Error(
                    volume,
                    "class",
                    $"'{volume.Class}' takes no snapshots, so there is no way back for '{app.Name}'",
                    "choose a class of Longhorn, or remove the app's blueGreen");
            }
        }

        if (!own)
        {
            context.Error(
                app.BlueGreen,
                "mode",
                "partial is for an app with a volume of its own, and the app mounts none",
                "mount a volume whose owner is the app, or write mode: full with kind: deployment");
        }
    }
}
