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
/// Dumps of a server's databases to another provider, a CronJob for each, and a CronJob that restores the newest dump into a
/// server inside its own pod and compares it with what the dump recorded. The scripts are files (<c>Scripts/</c>).
/// <para>
/// No image has both a server's tools and rclone, so a run is two containers over one scratch space: the first dumps, in an
/// image of the database; the second compresses, encrypts, uploads and verifies, in rclone's. Each sees only its own secret.
/// </para>
/// </summary>
public sealed class OffsiteDump : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:OffsiteDump";

    /// <summary>Minutes over which the databases' runs are spread.</summary>
    private const int Spread = 30;

    /// <summary>Age at which the newest of daily dumps is too old for a restore test.</summary>
    private const int OldestSeconds = 3 * 24 * 3600;

    private static readonly string[] s_scripts = ["dump-lib.sh", "dump.sh", "upload.sh", "fetch.sh", "restore.sh"];

    private readonly string _name;
    private readonly OffsiteDumpArgs _args;
    private readonly string _space;
    private readonly Resource[] _after;

    /// <summary>Creates the jobs.</summary>
    public OffsiteDump(string name, OffsiteDumpArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        _space = args.Targets[0].Access.Namespace;
        var identity = args.Identity is null ? null : CreateSecret("identity", "identity", args.Identity);
        _after = [CreateScripts(), CreateSecret("rclone", "rclone.conf", args.RcloneConfig), .. identity is null ? Array.Empty<Resource>() : [identity], .. args.After];
        foreach (var target in args.Targets)
        {
            CreateDump(target);
            if (args.Dump.RestoreTest is { } schedule)
            {
                CreateRestoreTest(target, schedule, identity);
            }
        }

        RegisterOutputs();
    }

    /// <summary>The folder of a database's dumps.</summary>
    /// <param name="destination">The described destination.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="server">The server.</param>
    /// <param name="database">The database.</param>
    public static string FolderOf(string destination, string stack, string server, string database) =>
        $"{destination}{(destination[^1] is '/' or ':' ? "" : "/")}{stack}/{server}/{database}";

    /// <summary>Name label of the pods of a dump's restore tests.</summary>
    public static string RestoreName(string dump) => PhysicalName.CronJob(dump, "restore");

    /// <summary>
    /// A database's own minute of a schedule that names one: later by up to half an hour, within the hour, by its name alone. So
    /// another database that comes or goes moves none.
    /// </summary>
    public static CronSchedule Staggered(CronSchedule schedule, string server, string database)
    {
        var fields = schedule.ToString().Split(' ');
        if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
        {
            return schedule;
        }

        var room = Math.Min(Spread, 60 - minute);
        var offset = (int)(ulong.Parse(Digest.Of($"{server}/{database}"), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (ulong)room);
        fields[0] = (minute + offset).ToString(CultureInfo.InvariantCulture);
        return CronSchedule.Parse(string.Join(' ', fields));
    }

    private void CreateDump(DumpTarget target)
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

        Create(
            target,
            dump.Name,
            Staggered(dump.Schedule, dump.Server, target.Access.Database),
            ScriptJob.Pod(
                [ScriptJob.Container("dump", dump.Image, "/bin/bash", "dump.sh", variables, dump.Resources, "credentials")],
                ScriptJob.Container("upload", dump.Tools, "/bin/sh", "upload.sh", upload, dump.Resources, "rclone"),
                [ScriptJob.SecretVolume("credentials", target.Access.SecretName), ScriptJob.SecretVolume("rclone", SecretName("rclone"))],
                ConfigName,
                dump.Scratch));
    }

    private void CreateRestoreTest(DumpTarget target, CronSchedule schedule, CoreV1.Secret? identity)
    {
        var dump = _args.Dump;
        var variables = Variables(target);
        var fetch = new OrderedDictionary<string, string>(variables, StringComparer.Ordinal);
        if (dump.Schedule.RunsPerDay >= 1)
        {
            fetch["MAX_AGE_SECONDS"] = OldestSeconds.ToString(CultureInfo.InvariantCulture);
        }

        List<VolumeArgs> volumes = [ScriptJob.SecretVolume("rclone", SecretName("rclone"))];
        List<string> mounts = ["rclone"];
        if (identity is not null)
        {
            volumes.Add(ScriptJob.SecretVolume("identity", SecretName("identity")));
            mounts.Add("identity");
        }

        Create(
            target,
            RestoreName(dump.Name),
            Staggered(schedule, dump.Server, target.Access.Database),
            ScriptJob.Pod(
                [ScriptJob.Container("fetch", dump.Tools, "/bin/sh", "fetch.sh", fetch, dump.Resources, mounts)],
                ScriptJob.Container("restore", target.ServerImage, "/bin/bash", "restore.sh", variables, dump.Resources),
                volumes,
                ConfigName,
                dump.Scratch));
    }

    private void Create(DumpTarget target, string app, CronSchedule schedule, PodSpecArgs pod)
    {
        var labels = new Dictionary<string, string>(_args.Labels, StringComparer.Ordinal) { [Naming.Labels.Name] = Naming.Labels.Value(app) };
        var suffix = app == _args.Dump.Name ? target.Access.Database : $"{target.Access.Database}-restore";
        _ = new BatchV1.CronJob(
            $"{_name}-{suffix}",
            ScriptJob.Args(Meta(PhysicalName.CronJob(_args.Dump.Name, suffix)), schedule, _args.Dump.Timeout, labels, pod),
            new() { Parent = this, DependsOn = [_args.Namespace, .. _after], DeletedWith = _args.Namespace });
    }

    private CoreV1.ConfigMap CreateScripts()
    {
        var data = new InputMap<string> { [ScriptJob.PasswdKey] = ScriptJob.Passwd };
        foreach (var script in s_scripts)
        {
            data[script] = EmbeddedFile.Read($"databases/{script}");
        }

        return new($"{_name}-scripts", new ConfigMapArgs { Metadata = Meta(ConfigName), Data = data }, Inside());
    }

    private CoreV1.Secret CreateSecret(string noun, string key, Input<string> content) => new(
        $"{_name}-{noun}",
        new SecretArgs { Metadata = Meta(SecretName(noun)), Type = "Opaque", StringData = { [key] = content } },
        Inside());

    private OrderedDictionary<string, string> Variables(DumpTarget target) => new(StringComparer.Ordinal)
    {
        ["ENGINE"] = target.Access.Engine == DatabaseEngine.Postgres ? "postgres" : "mysql",
        ["SERVER"] = _args.Dump.Server,
        ["DATABASE"] = target.Access.Database,
        ["DESTINATION"] = FolderOf(_args.Dump.Destination, _args.Stack, _args.Dump.Server, target.Access.Database),
    };

    private string ConfigName => PhysicalName.Kubernetes(_args.Dump.Name, "scripts");

    private string SecretName(string noun) => PhysicalName.Kubernetes(_args.Dump.Name, noun);

    private ObjectMetaArgs Meta(string name) => new() { Name = name, Namespace = _space, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private CustomResourceOptions Inside() => new() { Parent = this, DependsOn = { _args.Namespace }, DeletedWith = _args.Namespace };
}
