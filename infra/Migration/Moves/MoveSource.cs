using System.Text;
using Infra.Model;

namespace Infra.Migration;

/// <summary>The source of a move on its Docker host, and the apps there that write to it.</summary>
public static class MoveSource
{
    /// <summary>
    /// The source's container: the one of the described app or database server of that name on the host, as its name or
    /// <c>project/service</c>; else the name as written.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="move">The move.</param>
    public static string ContainerOf(SystemSpec system, DataMoveSpec move)
    {
        foreach (var app in system.Apps)
        {
            if (app.Name == move.From && ContainerOf(app, move) is { } found)
            {
                return found;
            }
        }

        return system.Databases.Server(move.From) is { Compose: { } compose } && compose.Host == move.FromHost
            ? Service(compose, move.From)
            : move.From;
    }

    /// <summary>
    /// The container of an app on the host of a move, as its name or <c>project/service</c>; null where it has none there.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="move">The move.</param>
    public static string? ContainerOf(AppSpec app, DataMoveSpec move) =>
        app.Compose is { } compose && compose.Host == move.FromHost ? Service(compose, app.Name) : null;

    /// <summary>
    /// The apps that write to the source, a line each: name, container, the commands that stop it, undo that and hand it over, in base64 or
    /// a dash, and the other moves of the step that stop it too; with tabs between.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="move">The move.</param>
    public static string WritersOf(SystemSpec system, DataMoveSpec move)
    {
        var lines = new List<string>();
        foreach (var name in move.StopWrites)
        {
            if (system.Apps.FirstOrDefault(app => app.Name == name) is { } app && ContainerOf(app, move) is { } container)
            {
                var writes = app.Compose!.Writes;
                lines.Add(string.Join(
                    '\t',
                    name,
                    container,
                    Coded(writes?.Stop),
                    Coded(writes?.Undo),
                    Coded(writes?.HandOver),
                    string.Join(' ', BesideOf(system, move, name))));
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>The other moves of the same step that stop an app: it is handed over after the last of them.</summary>
    private static IEnumerable<string> BesideOf(SystemSpec system, DataMoveSpec move, string app)
    {
        var step = MoveSchedule.PositionOf(system.Migration, move.Name);
        return system.Migration.DataMoves
            .Where(other => other.Name != move.Name
                && other.StopWrites.Contains(app)
                && MoveSchedule.IsOwn(system, other)
                && MoveSchedule.PositionOf(system.Migration, other.Name) == step)
            .Select(static other => other.Name);
    }

    private static string Service(ComposeServiceSpec compose, string record) =>
        compose.Container ?? $"{compose.ProjectOf(record)}/{compose.ServiceOf(record)}";

    private static string Coded(string? command) => command is null ? "-" : Convert.ToBase64String(Encoding.UTF8.GetBytes(command));
}
