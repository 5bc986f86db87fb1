using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>One database of a dump.</summary>
/// <param name="Access">The database; the job runs in its server's namespace.</param>
/// <param name="ServerImage">The server's image, in which the dump is restored for a test: it has the server's extensions.</param>
public sealed record DumpTarget(DatabaseAccess Access, string ServerImage)
{
    /// <summary>The databases of a dump that this stack creates.</summary>
    public static IReadOnlyList<DumpTarget> Of(SystemSpec spec, DumpSpec dump) =>
        [.. DatabasePlacement.MadeOf(spec, dump).Select(database => new DumpTarget(DatabaseAccess.To(database, spec), database.Server.Image))];
}
