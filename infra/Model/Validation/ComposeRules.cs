namespace Infra.Model.Validation;

/// <summary>Rules of what runs in Docker Compose.</summary>
public static class ComposeRules
{
    /// <summary>Checks that what runs in Docker says how, on a host that exists.</summary>
    /// <param name="context">The context.</param>
    /// <param name="record">The app or database server.</param>
    /// <param name="runsOn">Place where it runs.</param>
    /// <param name="described">Its Docker Compose service.</param>
    public static void Check(ValidationContext context, INamed record, Placement runsOn, ComposeServiceSpec? described)
    {
        if (runsOn is not (Placement.Compose or Placement.Both))
        {
            return;
        }

        if (described is not { } compose)
        {
            context.Error(record, "runsOn", $"'{record.Name}' runs in Docker, but nothing says how", "set compose with at least host");
            return;
        }

        var hosts = context.Spec.Compose.Hosts;
        context.Resolve(compose, "host", "Docker host", compose.Host, hosts);
        if (compose.File is null && hosts.FirstOrDefault(host => host.Name == compose.Host) is { Managed: true })
        {
            context.Error(
                compose,
                null,
                $"'{record.Name}' has no compose file, and '{compose.Host}' is managed by the program",
                "set compose.file");
        }
    }
}
