using Infra.Databases;
using Infra.Model;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// The scripts of a dump and its restore test as their pod runs them: scratch volume, secret and rclone's configuration as files. The
/// store is a folder behind rclone's local backend: Debian's rclone has no S3 server to test against.
/// </summary>
internal sealed class DumpRun : IDisposable
{
    private const string Remote = "off";
    private readonly PrivateDatabase _database;
    private readonly PrivateFolder _folder;
    private string _shell = "/bin/sh";

    public DumpRun(PrivateDatabase database)
    {
        _database = database;
        _folder = new("dump", database.Server.User);
        _folder.CopyScripts("infra", "Databases", "Dumps", "Scripts");
        var tools = DatabaseEngines.All.Select(engine => engine.DumpTools)
            .OfType<DumpTools>()
            .Single(tools => tools.Engine == database.Server.Engine);
        _folder.Write("scripts/engine.sh", EmbeddedFile.Read($"databases/{tools.Script}"));
        foreach (var (name, value) in database.Credentials)
        {
            _folder.Write($"credentials/{name}", value);
        }

        _folder.Write("rclone.conf", $"[{Remote}]\ntype = local\n");
        Work = _folder.Make("work");
        Store = _folder.Make($"store/prod/test-server/{database.Name}");
        Variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder["shims"]}:/usr/sbin:/usr/bin:/sbin:/bin",
            ["SCRIPTS"] = _folder["scripts"],
            ["WORK"] = Work,
            ["HOME"] = Work,
            ["TMPDIR"] = Work,
            ["CREDENTIALS"] = _folder["credentials"],
            ["RCLONE_CONF"] = _folder["rclone.conf"],
            ["RETRIES"] = "1",
            ["ENGINE"] = database.Server.Engine,
            ["SERVER"] = "test-server",
            ["DATABASE"] = database.Name,
            ["DESTINATION"] = $"{Remote}:{Store}",
            ["KEEP_SECONDS"] = "86400",
            ["KEEP_LEAST"] = "2",
        };
    }

    /// <summary>The scripts' parameters.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Folder in which the dumps are stored.</summary>
    public string Store { get; }

    /// <summary>The scratch volume.</summary>
    public string Work { get; }

    /// <summary>Manifest of the last uploaded dump.</summary>
    public string Manifest =>
        File.ReadAllText(Path.Combine(Store, Stored.Last(file => file.EndsWith(".manifest", StringComparison.Ordinal))));

    /// <summary>The files in the store.</summary>
    public string[] Stored => [.. Directory.GetFiles(Store).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public ScriptResult Dump() => Run("/bin/bash", "dump.sh");

    public ScriptResult Upload() => Run(_shell, "upload.sh");

    public ScriptResult Fetch() => Run(_shell, "fetch.sh");

    public ScriptResult Restore() => Run("/bin/bash", "restore.sh");

    /// <summary>Dumps and uploads; both succeed.</summary>
    public void Make()
    {
        Dump().Succeeded();
        Upload().Succeeded();
    }

    /// <summary>Dumps, uploads and fetches; all succeed.</summary>
    public void MakeAndFetch()
    {
        Make();
        Fetch().Succeeded();
    }

    /// <summary>Replaces the fetched data with a new dump, so that it no longer matches the fetched manifest.</summary>
    public void FetchAnotherState()
    {
        Dump().Succeeded();
        File.Move(Path.Combine(Work, "dump", "data"), Path.Combine(Work, "fetched", "data"), overwrite: true);
    }

    /// <summary>Creates files of a time in the store, as a dump leaves them or, without a manifest, an interrupted one.</summary>
    public void Leave(string stamp, params string[] endings)
    {
        foreach (var ending in endings)
        {
            _folder.Write($"{Path.GetRelativePath(_folder.Root, Store)}/{_database.Name}-{stamp}{ending}", "of that time");
        }
    }

    /// <summary>Puts a program before the real one of the same name, which it may call as <c>$REAL</c>.</summary>
    public void Shim(string program, string script) =>
        _folder.WriteProgram($"shims/{program}", $"#!/bin/bash\nREAL=/usr/bin/{program}\n{script}\n");

    /// <summary>Removes that program.</summary>
    public void Unshim(string program) => File.Delete(_folder["shims", program]);

    /// <summary>Uploads and fetches as in rclone's image: with BusyBox as the shell, rclone, and these programs.</summary>
    public void AsInRclonesImage(params string[] programs)
    {
        var folder = _folder.Make("programs");
        foreach (var tool in Hosts.Shell.Run("busybox", "--list").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), "/usr/bin/busybox");
        }

        foreach (var program in (string[])["rclone", .. programs])
        {
            File.CreateSymbolicLink(Path.Combine(folder, program), $"/usr/bin/{program}");
        }

        _shell = Path.Combine(folder, "sh");
        Variables["PATH"] = folder;
    }

    /// <summary>Path of a file beside the scratch volume.</summary>
    public string Put(string name, string content) => _folder.Write(name, content);

    /// <summary>Mounts a small disk as the scratch volume.</summary>
    public void SmallDisk(string size) => _folder.Mount("work", size);

    /// <summary>Mounts a small disk as the store.</summary>
    public void SmallStore(string size) => _folder.Mount(Path.GetRelativePath(_folder.Root, Store), size);

    /// <summary>Fills the scratch volume's disk except for 64 KiB.</summary>
    public void FillDisk()
    {
        var filler = Path.Combine(Work, "filler");
        Hosts.Shell.Try("dd", "if=/dev/zero", $"of={filler}", "bs=4k");
        Hosts.Shell.Run("truncate", "-s", "-64K", filler);
    }

    public void Dispose() => _folder.Dispose();

    private ScriptResult Run(string shell, string script) => _folder.Run([shell, _folder["scripts", script]], Variables);
}
