using Infra.Model;

namespace Infra.Databases;

/// <summary>One database of a dump.</summary>
/// <param name="Endpoint">The database; the jobs run in its server's namespace.</param>
/// <param name="Engine">The engine's word in the scripts and the manifest.</param>
public sealed record DumpTarget(DatabaseEndpoint Endpoint, string Engine)
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
            var word = DatabaseEngines.Of(database.Server).DumpWord
                ?? throw new InvalidOperationException(
                    $"databases.dumps: the engine of '{dump.Server}' has no dumps; leave '{dump.Name}' out");
            targets.Add(new(DatabaseEngines.Endpoint(system, database), word));
        }

        return targets;
    }
}
