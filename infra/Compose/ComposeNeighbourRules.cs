using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Compose;

/// <summary>
/// Rules of a Docker host that several stacks bring services up on. Projects, volumes, ports, and the names in the network of all services
/// are those of the whole host.
/// </summary>
internal static class ComposeNeighbourRules
{
    private const string Apart = "set runsOn: nowhere in one of the two environments, or run one of them on another host";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var planned in PlannedService.Of(context.Spec))
        {
            if (!planned.Compose.Managed || context.Spec.Compose.Host(planned.Compose.Host) is not { Managed: true } host)
            {
                continue;
            }

            foreach (var neighbour in context.Neighbours.Concat(context.OtherClusters))
            {
                List<PlannedService> others = [.. PlannedService.Of(neighbour).Where(other => other.Compose.Managed
                    && neighbour.Compose.Host(other.Compose.Host) is { Managed: true } there
                    && there.Address == host.Address)];
                CheckNames(context, host, planned, neighbour, others);
                CheckVolumes(context, host, planned, neighbour, others);
                CheckPorts(context, host, planned, neighbour, others);
            }
        }
    }

    private static void CheckNames(
        ValidationContext context, ComposeHostSpec host, PlannedService planned, SystemSpec neighbour, List<PlannedService> others)
    {
        var stack = neighbour.Stack.Name;
        if (others.Exists(other => other.Project == planned.Project))
        {
            context.Error(
                planned.Compose,
                "project",
                $"the stack {stack} brings up the project '{planned.Project}' on '{host.Name}' too",
                "set runsOn: nowhere in one of the two environments, or write another project there");
        }

        if (!SharedNetworks.Joins(context.Spec, planned))
        {
            return;
        }

        var names = others.Where(other => SharedNetworks.Joins(neighbour, other)).SelectMany(NamesOf);
        if (NamesOf(planned).Intersect(names, StringComparer.Ordinal).FirstOrDefault() is { } name)
        {
            context.Error(
                planned.Compose,
                name == planned.Record.Name ? "host" : "service",
                $"the stack {stack} has a service with the name '{name}' on '{host.Name}' too, and calls by this name would reach either",
                Apart);
        }
    }

    private static IEnumerable<string> NamesOf(PlannedService planned) => [planned.Service, planned.Record.Name];

    private static void CheckVolumes(
        ValidationContext context, ComposeHostSpec host, PlannedService planned, SystemSpec neighbour, List<PlannedService> others)
    {
        var theirs = others.SelectMany(other => HostVolumes.Of(neighbour, other)).ToList();
        foreach (var (record, setting, volume, isReadOnly, isShared) in HostVolumes.Of(context.Spec, planned))
        {
            // What both only read belongs to neither, and a reader of what is described as shared spoils nothing.
            if (theirs.Exists(other => other.Volume == volume
                && (!(isShared || isReadOnly) || !(other.Shared || other.ReadOnly))))
            {
                context.Error(
                    record,
                    setting,
                    $"the stack {neighbour.Stack.Name} has the volume '{volume}' on '{host.Name}' too, which is one volume for both",
                    record is ComposeVolumeSpec
                        ? "write another volume in one of the two environments, or shared: true in both if they may have the same data"
                        : "mount another volume in one of the two environments, "
                            + "or give it the accessMode readWriteMany in both if they may have the same data");
            }
        }
    }

    private static void CheckPorts(
        ValidationContext context, ComposeHostSpec host, PlannedService planned, SystemSpec neighbour, List<PlannedService> others)
    {
        var theirs = others.SelectMany(HostPorts.OfService).ToList();
        foreach (var port in HostPorts.OfService(planned))
        {
            if (port.Record is { } record && theirs.Find(port.Excludes) is { } other)
            {
                context.Error(
                    record,
                    port.Setting,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the port {port.Port} of '{host.Name}' is taken by {other.Owner} of the stack {neighbour.Stack.Name}"),
                    "publish another port in one of the two environments");
            }
        }
    }
}
