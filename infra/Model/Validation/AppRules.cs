namespace Infra.Model.Validation;

/// <summary>The workloads and what they refer to.</summary>
public static class AppRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        context.Unique(context.Spec.Apps, "app");
        context.Unique([.. context.Spec.Apps.SelectMany(app => app.InitJobs)], "init job");
        foreach (var app in context.Spec.Apps)
        {
            CheckKind(context, app);
            ComposeRules.Check(context, app, app.RunsOn, app.Compose);
            CheckNumbers(context, app);
            CheckReferences(context, app);
            CheckEgress(context, app);
            CheckScripts(context, app);
        }

        foreach (var canary in context.Spec.Delivery.Canaries)
        {
            context.Resolve(canary, "name", "app", canary.Name, context.Spec.Apps);
            if (canary.StepWeight < 1 || canary.MaxWeight < canary.StepWeight || canary.MaxWeight > 100)
            {
                context.Error(canary, "stepWeight", $"steps of {canary.StepWeight}% up to {canary.MaxWeight}%", "a step is at least 1 and the most is from one step to 100");
            }
        }
    }

    private static void CheckScripts(ValidationContext context, AppSpec app)
    {
        foreach (var job in app.InitJobs)
        {
            foreach (var part in job.Command)
            {
                if (InitJobScripts.Named(part) is { } script)
                {
                    context.ResolveWord(job, "command", "script", script, InitJobScripts.Names);
                }
            }
        }
    }

    private static void CheckKind(ValidationContext context, AppSpec app)
    {
        if (!ObjectName.IsLabel(app.Name, 50))
        {
            context.Error(app, "name", $"'{app.Name}' is no name for an app", "use at most 50 lower-case letters, digits and dashes");
        }

        switch (app.Kind)
        {
            case WorkloadKind.HelmChart when app.Chart is null:
                context.Error(app, "kind", $"'{app.Name}' names no chart", "set chart with repository, name and version");
                break;
            case WorkloadKind.Deployment or WorkloadKind.StatefulSet when app.Image is null && app.RunsOn is Placement.K3s or Placement.Both:
                context.Error(app, null, $"'{app.Name}' has no image", "set image with a pinned tag");
                break;
            default:
                break;
        }

        if (app.Discourse is { Listen: DiscourseListen.Socket, SocatImage: null } discourse)
        {
            context.Error(discourse, "listen", "the socket needs socat beside Discourse", "set socatImage, or listen: http");
        }
    }

    private static void CheckNumbers(ValidationContext context, AppSpec app)
    {
        if (app.Replicas < 0)
        {
            context.Error(app, "replicas", $"{app.Replicas} pods", "0 or more");
        }

        var lowest = app.Autoscaling?.Min ?? app.Replicas;
        if (app.MinAvailable is { } available && (available < 0 || (available >= lowest && available > 0)))
        {
            context.Error(app, "minAvailable", $"{available} of {lowest} pods of '{app.Name}' must stay", "at most one less than there are, or no node can ever be drained");
        }

        if (app.Autoscaling is { } scaling)
        {
            if (scaling.Min < 1 || scaling.Max < scaling.Min)
            {
                context.Error(scaling, "max", $"from {scaling.Min} to {scaling.Max} pods", "at least 1, and the most is not less than the fewest");
            }

            if (scaling.CpuPercent < 0 || scaling.MemoryPercent < 0)
            {
                context.Error(scaling, null, $"'{app.Name}' scales on less than nothing", "percents are 0 (not) or more");
            }

            if (scaling is { CpuPercent: 0, MemoryPercent: 0 })
            {
                context.Error(scaling, null, $"'{app.Name}' scales on nothing", "set cpuPercent or memoryPercent");
            }
        }

        if (app.BlueGreen is { Mode: BlueGreenMode.None } slots && (slots.BlueImage ?? slots.GreenImage) is not null)
        {
            context.Error(slots, "mode", $"'{app.Name}' has images for slots but no blue-green", "set mode: full, or remove the images");
        }
    }

    private static void CheckEgress(ValidationContext context, AppSpec app)
    {
        context.Unique(app.Egress, "egress");
        foreach (var egress in app.Egress)
        {
            if (!ObjectName.IsLabel(egress.Name))
            {
                context.Error(egress, "name", $"'{egress.Name}' is no name for an egress", "use lower-case letters, digits and dashes");
            }

            if (egress.Tcp.Count + egress.Udp.Count == 0)
            {
                context.Error(egress, null, $"'{egress.Name}' of '{app.Name}' names no port", "set tcp or udp, e.g. tcp: [443]");
            }

            foreach (var port in (int[])[.. egress.Tcp, .. egress.Udp])
            {
                if (port is < 1 or > 65535)
                {
                    context.Error(egress, null, $"{port} is no port", "ports are from 1 to 65535");
                }
            }
        }
    }

    private static void CheckReferences(ValidationContext context, AppSpec app)
    {
        var spec = context.Spec;
        if (app.Namespace is { } space)
        {
            context.Resolve(app, "namespace", "namespace", space, spec.Namespaces);
        }

        foreach (var use in app.Databases)
        {
            CheckDatabase(context, use, "server", use.Server, "name", use.Name);
        }

        foreach (var call in app.Calls)
        {
            context.Resolve(app, "calls", "app", call, spec.Apps);
        }

        foreach (var mount in app.Mounts)
        {
            context.Resolve(mount, "name", "volume", mount.Name, spec.Storage.Volumes);
        }

        foreach (var variable in app.AllVariables())
        {
            CheckVariable(context, variable);
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

    private static void CheckVariable(ValidationContext context, VariableSpec variable)
    {
        var sources = (variable.Value is null ? 0 : 1) + (variable.Secret is null ? 0 : 1) + (variable.Database is null ? 0 : 1);
        if (sources != 1)
        {
            context.Error(variable, null, $"the variable '{variable.Name}' has {sources} values", "give one of value, secret and database");
        }

        if (variable.Database is { } reference)
        {
            CheckDatabase(context, variable, "database", reference.Server, "database", reference.Database);
        }
    }

    private static void CheckDatabase(ValidationContext context, object record, string serverKey, string server, string nameKey, string name)
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
}
