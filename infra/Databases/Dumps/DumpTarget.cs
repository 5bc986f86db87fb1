using Infra.Model;

namespace Infra.Databases;

/// <summary>One database of a dump.</summary>
/// <param name="Endpoint">The database; the jobs run in its server's namespace.</param>
/// <param name="Tools">The engine's part of the scripts.</param>
public sealed record DumpTarget(DatabaseEndpoint Endpoint, DumpTools Tools)
{
    /// <summary>The server's image, in which the restore test restores the dump: it has the server's extensions.</summary>
    public string ServerImage => Endpoint.Database.Server.Image;

    /// <summary>The databases of a dump that this stack makes.</summary>
    /// <exception cref="InvalidOperationException">The server's engine has no dumps.</exception>
    public static IReadOnlyList<DumpTarget> Of(SystemSpec system, DumpSpec dump)
    {
        var targets = new List<DumpTarget>();
        foreach (var database in DatabasePlacement.MadeOf(system, dump))
        {
            var tools = DatabaseEngines.Of(database.Server).DumpTools
                ?? throw new InvalidOperationException(
                    $"databases.dumps: the engine of '{dump.Server}' has no dumps; leave '{dump.Name}' out");
            targets.Add(new(DatabaseEngines.Endpoint(system, database), tools));
        }

        return targets;
    }
}
