namespace Infra.Tests.Lab.Databases;

/// <summary>
/// The scripts of a dump and its restore test as their pod runs them: scratch space, secret and rclone's configuration as files. The
/// store is a folder behind rclone's local backend: Debian's rclone has no S3 server to test against.
/// </summary>
internal sealed class DumpRun : IDisposable
{
    private const string Remote = "off";
    private readonly IPrivateServer _server;
    private readonly string _folder;
    private bool _mounted;

    public DumpRun(IPrivateServer server)
    {
        _server = server;
        _folder = DatabaseMachine.FolderFor(server.User, "dump");
        DatabaseMachine.CopyScripts(_folder, "infra", "Databases", "Scripts");
        foreach (var folder in new[] { "work", "store", "credentials", "shims" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder));
        }

        foreach (var (name, value) in server.Credentials)
        {
            File.WriteAllText(Path.Combine(_folder, "credentials", name), value);
        }

        File.WriteAllText(Path.Combine(_folder, "rclone.conf"), $"[{Remote}]\ntype = local\n");
        Hosts.Shell.Run("chown", "-R", server.User, _folder);
        Variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder}/shims:/usr/sbin:/usr/bin:/sbin:/bin",
            ["SCRIPTS"] = $"{_folder}/scripts",
            ["WORK"] = $"{_folder}/work",
            ["HOME"] = $"{_folder}/work",
            ["CREDENTIALS"] = $"{_folder}/credentials",
            ["RCLONE_CONF"] = $"{_folder}/rclone.conf",
            ["RETRIES"] = "1",
            ["ENGINE"] = server.Engine,
            ["SERVER"] = "test-server",
            ["DATABASE"] = server.Database,
            ["DESTINATION"] = $"{Remote}:{_folder}/store/prod/test-server/{server.Database}",
            ["KEEP_SECONDS"] = "86400",
            ["KEEP_LEAST"] = "2",
        };
    }

    /// <summary>The scripts' parameters.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Where the dumps end up.</summary>
    public string Store => Path.Combine(_folder, "store", "prod", "test-server", _server.Database);

    /// <summary>The scratch space.</summary>
    public string Work => Path.Combine(_folder, "work");

    /// <summary>The files in the store.</summary>
    public string[] Stored => Directory.Exists(Store) ? [.. Directory.GetFiles(Store).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];

    public ScriptResult Dump() => Run("/bin/bash", "dump.sh");

    public ScriptResult Upload() => Run("/bin/sh", "upload.sh");

    public ScriptResult Fetch() => Run("/bin/sh", "fetch.sh");

    public ScriptResult Restore() => Run("/bin/bash", "restore.sh");

    /// <summary>Dump and upload at a moment, both well.</summary>
    public void Make(DateTimeOffset? now = null)
    {
        var keep = Variables["KEEP_SECONDS"];
        if (now is { } moment)
        {
            // Made long ago, when it was not old yet.
            Variables["KEEP_SECONDS"] = "8640000";
            Variables["NOW"] = $"{moment.ToUnixTimeSeconds()}";
        }

        Dump().Succeeded();
        Upload().Succeeded();
        Variables.Remove("NOW");
        Variables["KEEP_SECONDS"] = keep;
    }

    /// <summary>A program that is found before the real one of the same name, which it may call as <c>$REAL</c>.</summary>
    public void Shim(string program, string script)
    {
        var file = Path.Combine(_folder, "shims", program);
        File.WriteAllText(file, $"#!/bin/bash\nREAL=/usr/bin/{program}\n{script}\n");
        Hosts.Shell.Run("chmod", "755", file);
    }

    public void Unshim(string program) => File.Delete(Path.Combine(_folder, "shims", program));

    /// <summary>A file beside the scratch space, of the scripts' user.</summary>
    public string Put(string name, string content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);
        Hosts.Shell.Run("chown", _server.User, file);
        return file;
    }

    /// <summary>Makes the scratch space a small disk.</summary>
    public void SmallDisk(string size)
    {
        Hosts.Shell.Run("mount", "-t", "tmpfs", "-o", $"size={size},mode=0777", "infra-lab", Work);
        _mounted = true;
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Hosts.Shell.Run("umount", Work);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private ScriptResult Run(string shell, string script) => DatabaseMachine.Run(DatabaseMachine.As(_server.User, Variables, shell, $"{_folder}/scripts/{script}"));
}
