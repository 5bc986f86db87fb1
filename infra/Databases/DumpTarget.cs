using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>One database of a dump.</summary>
/// <param name="Access">The database; the job runs in its server's namespace.</param>
/// <param name="ServerImage">The server's image, in which the dump is restored for a test: it has the server's extensions.</param>
public sealed record DumpTarget(DatabaseAccess Access, string ServerImage)
{
    /// <summary>The databases of a dump, those that this stack makes.</summary>
    public static IReadOnlyList<DumpTarget> Of(SystemSpec spec, DumpSpec dump)
    {
        var targets = new List<DumpTarget>();
        foreach (var server in spec.Databases.Postgres)
        {
            foreach (var database in server.Databases)
            {
                Add(DatabaseAccess.To(server, database), server.Image);
            }
        }

        foreach (var server in spec.Databases.Mysql)
        {
            foreach (var database in server.Databases)
            {
                Add(DatabaseAccess.To(server, database), server.Image);
            }
        }

        return targets;

        void Add(DatabaseAccess access, string image)
        {
            if (access.Server == dump.Server && dump.Takes(access.Database) && DatabasePlacement.Makes(spec, access.Server, access.Environment))
            {
                targets.Add(new(access, image));
            }
        }
    }
}
