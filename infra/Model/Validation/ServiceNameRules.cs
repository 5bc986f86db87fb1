namespace Infra.Model.Validation;

/// <summary>Rules of the names of services: those of database servers and of apps in one namespace differ.</summary>
public static class ServiceNameRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var server in spec.Databases.Servers())
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                Add(server, DatabasePlacement.NamespaceOf(spec, server), server.Services);
            }
        }

        foreach (var app in context.AppsOnCluster)
        {
            if (app.Ports.Count > 0)
            {
                var copies = app.Compose is null ? [] : spec.Compose.Hosts.Select(host => PublishedHosts.BridgeOf(app.Name, host.Name));
                string[] slots = app.BlueGreen.Mode == BlueGreenMode.Full
                    ? [SlotName.Of(app, Slot.Blue), SlotName.Of(app, Slot.Green)]
                    : [];
                Add(app, app.Namespace ?? spec.Environment.Namespace, [PublishedHosts.ServiceOf(app), .. slots, .. copies]);
            }
        }

        void Add(INamed owner, string place, IReadOnlyList<string> services)
        {
            foreach (var service in services)
            {
                if (!owners.TryAdd($"{place}/{service}", owner.Name))
                {
                    context.Error(
                        owner,
                        "name",
                        $"the service '{service}' in '{place}' belongs to '{owners[$"{place}/{service}"]}' already",
                        "choose another name, or another namespace");
                    return;
                }
            }
        }
    }
}
