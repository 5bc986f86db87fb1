using Infra.Migration;
using Infra.Model;
using Infra.Naming;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Migration;

/// <summary>Order of data moves in the graph: what uses the target comes after the move.</summary>
internal static class MoveOrder
{
    private const string Command = "command:remote:Command";
    private static readonly string[] Workloads = ["Deployment", "StatefulSet", "CronJob", "Service"];

    /// <summary>Commands of the planned moves, by the name of the move.</summary>
    public static IReadOnlyDictionary<string, PlanResource> Commands(PlannedStack stack) => stack.Spec.Migration.DataMoves
        .Select(move => (move.Name, Command: stack.Plan.Resources.SingleOrDefault(resource => resource.Type == Command
            && resource.Name == $"move-{move.Name}"
            && stack.Plan.Find(resource.Parent ?? "")?.Type == DataMove.Token)))
        .Where(found => found.Command is not null)
        .ToDictionary(found => found.Name, found => found.Command!, StringComparer.Ordinal);

    /// <summary>
    /// Workloads of the apps that use the target of a move, the services under the apps' names, and the removal of projects from the
    /// Docker host. Services of single slots and pods lead nobody to an app.
    /// </summary>
    public static IReadOnlyList<PlanResource> UsersOf(PlannedStack stack, DataMoveSpec move)
    {
        var apps = stack.Spec.Apps
            .Where(app => app.OnCluster() && (move.Database is { } database
                ? app.Databases.Any(used => used.Server == move.To && used.Name == database)
                : app.Mounts.Any(mount => mount.Name == move.To)))
            .Select(app => (stack.Spec.NamespaceOf(app), app.Name))
            .ToHashSet();
        return
        [
            .. stack.Plan.Resources.Where(resource => resource.Name == $"docker-{move.FromHost}-projects"
                || (Workloads.Contains(resource.Inputs.TextOf("kind"))
                    && AppOf(resource) is { } name
                    && apps.Contains((resource.Inputs.At("metadata", "namespace")?.Text ?? "", name)))),
        ];
    }

    /// <summary>Finds the users of targets that do not wait for the move.</summary>
    public static IReadOnlyList<string> UsersBesideTheirMoves(PlannedStack stack)
    {
        var problems = new List<string>();
        foreach (var (name, command) in Commands(stack))
        {
            var after = MigrationOrder.After(stack.Plan, command);
            problems.AddRange(UsersOf(stack, stack.Spec.Migration.DataMoves.Single(move => move.Name == name))
                .Where(user => !after.Contains(user.Urn)).Select(user => $"{user.Urn} does not wait for the data move {name}"));
        }

        return problems;
    }

    private static string? AppOf(PlanResource resource) =>
        (resource.Inputs.TextOf("kind") switch
        {
            "Service" when resource.Inputs.At("metadata", "name")?.Text == resource.Inputs.At("spec", "selector", Labels.Name)?.Text =>
                resource.Inputs.At("spec", "selector", Labels.Name),
            "Service" => null,
            "CronJob" => resource.Inputs.At("spec", "jobTemplate", "spec", "template", "metadata", "labels", Labels.Name),
            _ => resource.Inputs.At("spec", "template", "metadata", "labels", Labels.Name),
        })?.Text;
}
