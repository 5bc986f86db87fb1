using System.Collections.Immutable;
using System.Globalization;
using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// A server of the cluster as the last run of its owner left it: what must be asked of the cluster before anything changes, or done in it
/// beside the planned objects, is done over SSH to the first server that answers. Depends on no resource of the run.
/// </summary>
public static class ServerHost
{
    /// <summary>Key of the address in <see cref="StackOutputs.ServerSsh"/>.</summary>
    public const string Address = "address";

    /// <summary>Key of the port.</summary>
    public const string Port = "port";

    /// <summary>Key of the user.</summary>
    public const string User = "user";

    /// <summary>Key of the public host key.</summary>
    public const string HostKey = "hostKey";

    /// <summary>The first server that answers; the first one when none does, and in a preview, which knows no outputs.</summary>
    /// <param name="system">The system, for the server in a preview.</param>
    /// <param name="owner">The outputs of the stack that owns the cluster.</param>
    /// <param name="probe">The probe of the servers.</param>
    public static Output<SshHost> Of(SystemSpec system, StackReference owner, IApiProbe probe)
    {
        var key = Output.CreateSecret(owner.GetOutput(StackOutputs.SshPrivateKey).Apply(found => found as string ?? ""));
        return owner.GetOutput(StackOutputs.ServerSsh).Apply(async found =>
        {
            var servers = Read(found);
            if (servers.Count == 0)
            {
                return Described(system, key);
            }

            var addresses = ImmutableArray.CreateRange(servers.Select(static server => server.Ssh.GetValueOrDefault(Address) ?? ""));
            var answers = await AnsweringServers.AskAsync(probe, addresses, isUp: true).ConfigureAwait(false);
            var (name, ssh) = servers[AnsweringServers.Choose(answers)];
            return SshHost.Existing(
                name,
                ssh.GetValueOrDefault(User) ?? ClusterSpec.Root,
                ssh.GetValueOrDefault(Address) ?? "",
                int.TryParse(ssh.GetValueOrDefault(Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 22,
                ssh.GetValueOrDefault(HostKey) ?? "",
                key);
        });
    }

    private static List<(string Name, Dictionary<string, string> Ssh)> Read(object? found)
    {
        var servers = new List<(string, Dictionary<string, string>)>();
        if (found is not IReadOnlyDictionary<string, object> byName)
        {
            return servers;
        }

        foreach (var (name, value) in byName.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (value is IReadOnlyDictionary<string, object> ssh)
            {
                servers.Add((name, ssh.ToDictionary(
                    static entry => entry.Key, static entry => entry.Value as string ?? "", StringComparer.Ordinal)));
            }
        }

        return servers;
    }

    private static SshHost Described(SystemSpec system, Output<string> key)
    {
        foreach (var node in system.Cluster.Servers())
        {
            return SshHost.Existing(
                node.Name,
                system.Cluster.SshUserOf(node),
                node.Address ?? node.PrivateIp.ToString(),
                node.SshPort,
                node.HostKey ?? "",
                key);
        }

        // A stack in another's cluster describes no nodes.
        return SshHost.Existing(system.Stack.ClusterOwner ?? system.Stack.Name, system.Cluster.SshUser, "", 22, "", key);
    }
}
