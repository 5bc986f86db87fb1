namespace Infra.Model.Validation;

/// <summary>Rules between a workload and what it refers to.</summary>
public static class AppRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        // Those of workspaces stand beside the described ones.
        context.Unique(context.Spec.Apps, "app");
        context.Unique(context.Spec.Storage.Volumes, "volume");
        context.Unique([.. context.Spec.Apps.SelectMany(app => app.InitJobs)], "init job");
        foreach (var app in context.Spec.Apps)
        {
            CheckImage(context, app);
            CheckPods(context, app);
            CheckReferences(context, app);
            CheckScripts(context, app);
        }
    }

    private static void CheckImage(ValidationContext context, AppSpec app)
    {
        if (app.Kind != WorkloadKind.HelmChart && app.Image is null && app.OnCluster())
        {
            context.Error(app, null, "a workload on the cluster has no image", "set image with the tag of one version");
        }

        if (app.BlueGreen is { Mode: BlueGreenMode.None } slots && (slots.BlueImage ?? slots.GreenImage) is not null)
        {
            context.Error(slots, "mode", "images of slots are given without blue-green", "set mode: full, or remove the images");
        }
    }

    private static void CheckPods(ValidationContext context, AppSpec app)
    {
        var lowest = app.Autoscaling?.Min ?? app.Replicas;
        if (app.MinAvailable is > 0 and var available && available >= lowest)
        {
            context.Error(
                app,
                "minAvailable",
                $"{available} of {lowest} pods must stay, so no node can ever be drained",
                $"write at most {Math.Max(0, lowest - 1)}");
        }

        if (app.Strategy == RolloutStrategy.Recreate)
        {
            CheckSinglePod(context, app);
        }
    }

    /// <summary>An app whose old pod stops before the new one starts is one that may never run twice.</summary>
    private static void CheckSinglePod(ValidationContext context, AppSpec app)
    {
        const string Single = "strategy recreate is for an app that may never run twice";
        const string OrRolling = "or take the strategy away if several pods may run";
        if (app.Autoscaling is { } scaling)
        {
            context.Error(scaling, "max", $"{Single}, but it is scaled to {scaling.Max} pods", $"remove autoscaling, {OrRolling}");
        }
        else if (app.Replicas > 1)
        {
            context.Error(app, "replicas", $"{Single}, but it has {app.Replicas} replicas", $"write 1, {OrRolling}");
        }

        if (app.BlueGreen.Mode == BlueGreenMode.Full)
        {
            context.Error(
                app.BlueGreen, "mode", $"{Single}, but with mode full both slots run", $"write none or partial, {OrRolling}");
        }
    }

    private static void CheckReferences(ValidationContext context, AppSpec app)
    {
        foreach (var use in app.Databases)
        {
            CheckDatabase(context, use, "server", use.Server, "name", use.Name);
        }

        foreach (var variable in app.AllVariables())
        {
            if (variable.Database is { } reference)
            {
                CheckDatabase(context, variable, "database", reference.Server, "database", reference.Database);
            }
        }

        CheckProbe(context, app, app.StartupProbe);
        CheckProbe(context, app, app.ReadinessProbe);
        CheckProbe(context, app, app.LivenessProbe);
    }

    private static void CheckProbe(ValidationContext context, AppSpec app, ProbeSpec? probe)
    {
        if (probe?.Port is { } port)
        {
            context.Resolve(probe, "port", $"port of '{app.Name}'", port, app.Ports);
        }
    }

    private static void CheckDatabase(
        ValidationContext context, object record, string serverKey, string server, string nameKey, string name)
    {
        if (context.Spec.Databases.Server(server) is { } found)
        {
            context.Resolve(record, nameKey, $"database on '{server}'", name, found.DatabasesIn(context.Spec));
        }
        else
        {
            context.Resolve(record, serverKey, "database server", server, context.Spec.Databases.Servers());
        }
    }

    private static void CheckScripts(ValidationContext context, AppSpec app)
    {
        Check(app, "command", app.Command);
        Check(app, "args", app.Args);
        foreach (var job in app.InitJobs)
        {
            Check(job, "command", job.Command);
        }

        void Check(object record, string key, IReadOnlyList<string> command)
        {
            foreach (var part in command)
            {
                if (AppScripts.Named(part) is { } script)
                {
                    context.ResolveWord(record, key, "script", script, AppScripts.Names);
                }
            }
        }
    }
}
