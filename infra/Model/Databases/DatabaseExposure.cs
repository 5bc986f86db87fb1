namespace Infra.Model;

/// <summary>A database server of the cluster that clients outside of it reach.</summary>
/// <param name="Server">The server.</param>
/// <param name="Spec">Its exposure.</param>
public sealed record DatabaseExposure(IDatabaseServerSpec Server, DatabaseExposureSpec Spec)
{
    /// <summary>Name of the service with the node port, in the server's namespace.</summary>
    public string Service => $"{Server.Name}-exposed";

    /// <summary>Place of the setting in the description, for messages.</summary>
    public string Setting => $"databases[{Server.Name}].exposed.nodePort";

    /// <summary>The exposures of the servers that this stack creates.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<DatabaseExposure> Of(SystemSpec system)
    {
        var exposures = new List<DatabaseExposure>();
        foreach (var server in system.Databases.Servers())
        {
            if (server.Exposed is { } spec && DatabasePlacement.Makes(system, server))
            {
                exposures.Add(new(server, spec));
            }
        }

        return exposures;
    }
}
