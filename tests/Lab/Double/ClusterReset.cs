using System.Text.Json;

namespace Infra.Lab.Double;

/// <summary>
/// <c>k3s server --cluster-reset</c>: makes this server the only member of a new etcd with the server's own data or that of a
/// snapshot, and ends. Refused if the configuration names a server to join, if k3s still runs, if the token is not that
/// of the data, and a second time without a start in between (unless a snapshot is restored).
/// </summary>
/// <param name="Snapshot">The file to restore; null for the server's own data.</param>
internal sealed record ClusterReset(string? Snapshot)
{
    private const string RestoreOption = "--cluster-reset-restore-path=";

    /// <summary>Reads the options that k3s accepts with a reset.</summary>
    public static ClusterReset Parse(IReadOnlyList<string> options)
    {
        var unknown = options.FirstOrDefault(
            option => option != "--cluster-reset"
                && option != "--etcd-s3=false"
                && !option.StartsWith(RestoreOption, StringComparison.Ordinal));
        if (unknown is not null || !options.Contains("--cluster-reset"))
        {
            throw new RefusedException($"the double does not support: k3s server {string.Join(' ', options)}", fatal: true);
        }
        return new(options.FirstOrDefault(option => option.StartsWith(RestoreOption, StringComparison.Ordinal))?[RestoreOption.Length..]);
    }

    /// <summary>Reason for a refusal; null if the reset is allowed.</summary>
    /// <param name="server">The server to join in the configuration; null for none.</param>
    /// <param name="flagged">Whether a reset was done and k3s has not started since.</param>
    public string? Refusal(string? server, bool flagged)
    {
        if (server is not null)
        {
            return "cannot perform cluster-reset while server URL is set - remove server from configuration before resetting";
        }
        return flagged && Snapshot is null
            ? "Managed etcd cluster membership was previously reset, please remove the cluster-reset flag and start k3s normally. "
                + $"If you need to perform another cluster reset, you must first manually delete the {ServerNode.ResetFlag} file"
            : null;
    }

    /// <summary>Resets this host.</summary>
    public async Task RunAsync(Settings settings)
    {
        if (Refusal(settings["server"], File.Exists(ServerNode.ResetFlag)) is { } refusal)
        {
            throw new RefusedException(refusal, fatal: true);
        }
        using var client = new SilentPort(2379);
        using var peer = new SilentPort(2380);
        var source = Snapshot ?? ServerNode.StateFile;
        if (!File.Exists(source))
        {
            throw new RefusedException($"etcd: snapshot path does not exist: {source}", fatal: true);
        }
        var state = JsonSerializer.Deserialize(await File.ReadAllTextAsync(source), StateJson.Default.ClusterState)!;
        var node = settings["node-name"] ?? Environment.MachineName;
        var name = ServerNode.NewMemberName(node);
        state.Reset(
            Tokens.Password(settings.Secret("token-file")),
            new(name, node, settings["node-ip"] ?? "", Learner: false),
            Guid.NewGuid().ToString());
        if (Snapshot is not null && Directory.Exists($"{Host.Data}/server/db/etcd"))
        {
            Directory.Move(
                $"{Host.Data}/server/db/etcd", $"{Host.Data}/server/db/etcd-old-{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}");
        }
        Host.Write(ServerNode.NameFile, name);
        Host.Write(ServerNode.StateFile, JsonSerializer.Serialize(state, StateJson.Default.ClusterState));
        Host.Write(ServerNode.ResetFlag, "");
        K3sDouble.Log(
            "Managed etcd cluster membership has been reset, restart without --cluster-reset flag now. "
                + "Backup and delete ${datadir}/server/db on each peer etcd server and rejoin the nodes");
    }
}
