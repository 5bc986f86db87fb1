using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using BatchV1 = Pulumi.Kubernetes.Batch.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>
/// Dumps of a server's databases to another provider: for each database a CronJob that dumps it, and a CronJob that restores the newest
/// dump into a server inside its own pod and compares it with the dump's manifest. The scripts are files (<c>Scripts/</c>).
/// <para>
/// No image has both a server's tools and rclone, so a run is two containers with one scratch space: the first dumps, in an image with
/// the server's tools; the second compresses, encrypts, uploads and verifies, in rclone's image. Each sees only its own secret.
/// </para>
/// </summary>
public sealed class OffsiteDump : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:OffsiteDump";

    /// <summary>Minutes over which the runs of the databases are spread.</summary>
    private const int Spread = 30;

    /// <summary>Age at which the newest daily dump is too old for a restore test.</summary>
    private const int OldestSeconds = 3 * 24 * 3600;

    private const string AuthorityEntry = "ca.crt";

    private static readonly string[] Scripts = ["dump-lib.sh", "dump.sh", "upload.sh", "fetch.sh", "restore.sh"];

    private readonly string _name;
    private readonly OffsiteDumpArgs _args;
    private readonly StackContext _context;

    /// <summary>Creates the jobs.</summary>
    public OffsiteDump(string name, OffsiteDumpArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var dump = args.Dump;
        List<Resource> after = [CreateScripts(), CreateSecret("rclone", "rclone.conf", dump.RcloneConfig, dump.Ca), .. args.After];
        var opens = dump is { TestsRestore: true, Identity: not null };
        if (opens)
        {
            after.Add(CreateSecret("identity", "identity", dump.Identity!));
        }

        foreach (var target in args.Targets)
        {
            CreateDump(target, after);
            if (dump.TestsRestore)
            {
                CreateRestoreTest(target, dump.RestoreTest, opens, after);
            }
        }

        RegisterOutputs();
    }

    /// <summary>Folder of a database's dumps.</summary>
    /// <param name="destination">The described destination.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="server">The server.</param>
    /// <param name="database">The database.</param>
    public static string FolderOf(string destination, string stack, string server, string database) =>
        $"{destination}{(destination[^1] is '/' or ':' ? "" : "/")}{stack}/{server}/{database}";

    /// <summary>Name label of the pods of a dump's restore tests.</summary>
    public static string RestoreName(string dump) => PhysicalName.CronJob(dump, "restore");

    /// <summary>Name of the CronJob that dumps a database.</summary>
    /// <param name="dump">Name of the dump.</param>
    /// <param name="database">Name of the database.</param>
    public static string JobOf(string dump, string database) => PhysicalName.CronJob(dump, database);

    /// <summary>Name of the CronJob that tests the dumps of a database.</summary>
    /// <param name="dump">Name of the dump.</param>
    /// <param name="database">Name of the database.</param>
    public static string RestoreJobOf(string dump, string database) => PhysicalName.CronJob(dump, RestoreSuffix(database));

    /// <summary>
    /// The schedule of one database: up to half an hour later within the hour, by its name alone, so that an added or removed database
    /// moves no other. A schedule without a fixed minute stays as it is.
    /// </summary>
    public static CronSchedule Staggered(CronSchedule schedule, string server, string database)
    {
        var fields = schedule.ToString().Split(' ');
        if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
        {
            return schedule;
        }

        var room = Math.Min(Spread, 60 - minute);
        var hash = ulong.Parse(Digest.Of($"{server}/{database}"), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var offset = (int)(hash % (ulong)room);
        fields[0] = (minute + offset).ToString(CultureInfo.InvariantCulture);
        return CronSchedule.Parse(string.Join(' ', fields));
    }

    private void CreateDump(DumpTarget target, List<Resource> after)
    {
        var dump = _args.Dump;
        var variables = Variables(target);
        var upload = new OrderedDictionary<string, string>(variables, StringComparer.Ordinal)
        {
            ["KEEP_SECONDS"] = dump.KeepFor.Seconds.ToString(CultureInfo.InvariantCulture),
            ["KEEP_LEAST"] = dump.KeepLeast.ToString(CultureInfo.InvariantCulture),
        };
        if (dump.EncryptFor.Count > 0)
        {
            upload["RECIPIENTS"] = string.Join(' ', dump.EncryptFor);
        }

        AddAuthority(upload);

        Create(
            target,
            dump.Name,
            Staggered(dump.Schedule, dump.Server, target.Endpoint.Database.Name),
            ScriptJob.Pod(
                [ScriptJob.Container("dump", dump.Image, "/bin/bash", "dump.sh", variables, dump.Resources, "credentials")],
                ScriptJob.Container("upload", dump.Tools, "/bin/sh", "upload.sh", upload, dump.Resources, "rclone"),
                [ScriptJob.SecretVolume("credentials", target.Endpoint.SecretName), ScriptJob.SecretVolume("rclone", SecretName("rclone"))],
                ConfigName,
                dump.Scratch),
            after);
    }

    private void CreateRestoreTest(DumpTarget target, CronSchedule schedule, bool opens, List<Resource> after)
    {
        var dump = _args.Dump;
        var variables = Variables(target);
        var fetch = new OrderedDictionary<string, string>(variables, StringComparer.Ordinal);
        if (dump.Schedule.RunsPerDay >= 1)
        {
            fetch["MAX_AGE_SECONDS"] = OldestSeconds.ToString(CultureInfo.InvariantCulture);
        }

        AddAuthority(fetch);
        List<VolumeArgs> volumes = [ScriptJob.SecretVolume("rclone", SecretName("rclone"))];
        List<string> mounts = ["rclone"];
        if (opens)
        {
            volumes.Add(ScriptJob.SecretVolume("identity", SecretName("identity")));
            mounts.Add("identity");
        }

        Create(
            target,
            RestoreName(dump.Name),
            Staggered(schedule, dump.Server, target.Endpoint.Database.Name),
            ScriptJob.Pod(
                [ScriptJob.Container("fetch", dump.Tools, "/bin/sh", "fetch.sh", fetch, dump.Resources, mounts)],
                ScriptJob.Container("restore", target.ServerImage, "/bin/bash", "restore.sh", variables, dump.Resources),
                volumes,
                ConfigName,
                dump.Scratch),
            after);
    }

    private void Create(DumpTarget target, string app, CronSchedule schedule, PodSpecArgs pod, List<Resource> after)
    {
        var labels = _context.LabelsWith((Labels.Name, Labels.Value(app)));
        var database = target.Endpoint.Database.Name;
        var suffix = app == _args.Dump.Name ? database : RestoreSuffix(database);
        var metadata = _context.Metadata(target.Endpoint.Namespace, JobOf(_args.Dump.Name, suffix));
        _ = new BatchV1.CronJob(
            $"{_name}-{suffix}",
            ScriptJob.Args(metadata, schedule, _args.Dump.Timeout, labels, pod),
            StackContext.Inside(this, _args.Namespace, [.. after]));
    }

    private CoreV1.ConfigMap CreateScripts()
    {
        var data = new InputMap<string> { [ScriptJob.PasswdKey] = ScriptJob.Passwd };
        foreach (var script in Scripts)
        {
            data[script] = EmbeddedFile.Read($"databases/{script}");
        }

        // All databases of a dump are on one server.
        data["engine.sh"] = EmbeddedFile.Read($"databases/{_args.Targets[0].Tools.Script}");
        return new($"{_name}-scripts", new ConfigMapArgs
        {
            Metadata = _context.Metadata(_args.Targets[0].Endpoint.Namespace, ConfigName),
            Data = data,
        }, StackContext.Inside(this, _args.Namespace));
    }

    private CoreV1.Secret CreateSecret(string noun, string key, string secret, string? authority = null)
    {
        var entries = new SecretArgs
        {
            Metadata = _context.Metadata(_args.Targets[0].Endpoint.Namespace, SecretName(noun)),
            Type = "Opaque",
            StringData = { [key] = _context.Secret(secret) },
        };
        if (authority is not null)
        {
            entries.StringData.Add(AuthorityEntry, authority);
        }

        return new($"{_name}-{noun}", entries, StackContext.Inside(this, _args.Namespace));
    }

    /// <summary>Adds the variable of rclone for a private authority, for a container that mounts its secret.</summary>
    private void AddAuthority(OrderedDictionary<string, string> variables)
    {
        if (_args.Dump.Ca is not null)
        {
            variables["RCLONE_CA_CERT"] = $"/rclone/{AuthorityEntry}";
        }
    }

    private OrderedDictionary<string, string> Variables(DumpTarget target) => new(StringComparer.Ordinal)
    {
        ["ENGINE"] = target.Tools.Engine,
        ["SERVER"] = _args.Dump.Server,
        ["DATABASE"] = target.Endpoint.Database.Name,
        ["DESTINATION"] = FolderOf(_args.Dump.Destination, _context.System.Stack.Name, _args.Dump.Server, target.Endpoint.Database.Name),
    };

    private static string RestoreSuffix(string database) => $"{database}-restore";

    private string ConfigName => PhysicalName.Kubernetes(_args.Dump.Name, "scripts");

    private string SecretName(string noun) => PhysicalName.Kubernetes(_args.Dump.Name, noun);
}
