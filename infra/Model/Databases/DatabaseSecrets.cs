namespace Infra.Model;

/// <summary>Declared secrets that the database servers, databases and dumps of a stack need.</summary>
public static class DatabaseSecrets
{
    /// <summary>Names of the secrets: keys of the archives, passwords, configuration and identities of the dumps.</summary>
    /// <param name="system">The system.</param>
    public static IEnumerable<string> Of(SystemSpec system)
    {
        foreach (var server in system.Databases.Servers())
        {
            if (server.Archive is { Location: var location } && DatabasePlacement.Makes(system, server))
            {
                yield return location.AccessKey;
                yield return location.SecretKey;
            }

            foreach (var database in DatabasePlacement.MadeOn(system, server))
            {
                if (database.Password is { } password)
                {
                    yield return password;
                }
            }
        }

        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            yield return dump.RcloneConfig;
            if (dump is { RestoreTest: not null, Identity: { } identity })
            {
                yield return identity;
            }
        }
    }
}
