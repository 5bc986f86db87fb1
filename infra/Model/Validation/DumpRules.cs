namespace Infra.Model.Validation;

/// <summary>Rules of dumps to another provider.</summary>
public static class DumpRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        var jobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dump in context.Spec.Databases.Dumps)
        {
            CheckSource(context, dump);
            CheckImage(context, dump);
            CheckDestination(context, dump, places);
            CheckEncryption(context, dump);
            CheckNames(context, dump, jobs);
        }
    }

    private static void CheckSource(ValidationContext context, DumpSpec dump)
    {
        var databases = context.Spec.Databases;
        var known = databases.Server(dump.Server)?.Databases ?? [];
        foreach (var database in dump.Databases)
        {
            context.Resolve(dump, "databases", $"database on '{dump.Server}'", database, known);
        }

        if (!context.OwnsCluster && DatabasePlacement.MadeOf(context.Spec, dump).Count > 0)
        {
            context.Error(
                dump,
                "server",
                $"the jobs of '{dump.Name}' would run beside '{dump.Server}', in a namespace of the cluster's owner",
                "leave it out here (dumps: []), and describe it where the cluster is");
        }
    }

    /// <summary>
    /// Checks the dump's image: an older tool refuses the server, and the server's own image, in which it is restored, no newer dump.
    /// </summary>
    private static void CheckImage(ValidationContext context, DumpSpec dump)
    {
        if (context.Spec.Databases.Server(dump.Server) is not { } server)
        {
            return;
        }

        if (EngineImages.IsOfAnother(dump.Image, server.ImageNames))
        {
            context.Error(
                dump,
                "image",
                $"'{dump.Image}' is an image of another engine than '{dump.Server}', which is '{server.Image}'",
                $"name one with bash and the dump tool of the server{(server.Series is { } own ? $", of version {own}" : "")}");
        }
        else if (server.Series is { } series && EngineImages.IsOfAnotherSeries(dump.Image, server.ImageNames, series))
        {
            context.Error(
                dump,
                "image",
                $"'{dump.Image}' has a dump tool of another version than '{dump.Server}', which is '{server.Image}'",
                $"name one whose tag begins with {series}: both its dump and the restore of that need the same version");
        }
    }

    private static void CheckDestination(ValidationContext context, DumpSpec dump, HashSet<string> places)
    {
        if (!places.Add($"{dump.Destination.TrimEnd('/')} {dump.Server}"))
        {
            context.Error(
                dump,
                "destination",
                $"two dumps of '{dump.Server}' write to '{dump.Destination}'",
                "name another destination, or put their databases into one dump: each removes the other's old dumps");
        }
    }

    /// <summary>Checks that no other job has the name of one of a dump, which is that of the dump and the database.</summary>
    private static void CheckNames(ValidationContext context, DumpSpec dump, Dictionary<string, string> jobs)
    {
        foreach (var database in context.Spec.Databases.Server(dump.Server)?.Databases ?? [])
        {
            var job = $"{dump.Name}-{ServerDatabase.InObjects(database.Name)}";
            foreach (var name in dump.Takes(database.Name) ? (IEnumerable<string>)[job, $"{job}-restore"] : [])
            {
                if (!jobs.TryAdd(name, $"'{dump.Name}' for '{database.Name}'"))
                {
                    context.Error(
                        dump,
                        "name",
                        $"the job '{name}' of '{database.Name}' has the name of that of {jobs[name]}",
                        "choose another name of the dump or of the database");
                }
            }
        }
    }

    private static void CheckEncryption(ValidationContext context, DumpSpec dump)
    {
        if (dump.EncryptFor.Count > 0 && dump.Tools == DumpSpec.RcloneImage)
        {
            context.Error(
                dump,
                "tools",
                $"'{dump.Tools}' has no age to encrypt '{dump.Name}' with",
                "name an image with rclone and age (docs/backups.md)");
        }

        if (dump is { EncryptFor.Count: > 0, Identity: null, TestsRestore: true })
        {
            context.Warn(
                dump,
                "identity",
                $"the restore test of '{dump.Name}' cannot open what is encrypted",
                "name a declared secret with an identity, or set testsRestore: false");
        }
    }
}
