namespace Infra.Model.Validation;

/// <summary>Rules of what runs in Docker Compose.</summary>
public static class ComposeRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            CheckService(context, app, app.RunsOn, app.Compose);
        }

        foreach (var server in context.Spec.Databases.Servers())
        {
            CheckService(context, server, server.RunsOn, server.Compose);
        }
    }

    /// <summary>Checks that what runs in Docker says how, on a host that is described.</summary>
    private static void CheckService(ValidationContext context, INamed record, Placement runsOn, ComposeServiceSpec? described)
    {
        if (runsOn is not (Placement.Compose or Placement.Both))
        {
            return;
        }

        if (described is not { } compose)
        {
            context.Error(record, "runsOn", "it runs in Docker, and nothing says how", "set compose with at least host");
            return;
        }

        context.Resolve(compose, "host", "Docker host", compose.Host, context.Spec.Compose.Hosts);
    }
}
