namespace Infra.Lab.Double;

/// <summary>
/// Replaces the k3s binary on a host of the lab: no container, no kubelet and no etcd run. Each server stores etcd's data in a
/// file; servers agree on it by majority over the hosts' network and refuse what k3s v1.34 refuses: a second member with
/// a node's name, a second learner, a wrong token or one of another cluster, unequal critical settings, another node password. A node is
/// Ready as soon as its host answers (k3s: after forty seconds); a learner is promoted within a second.
/// </summary>
internal static class K3sDouble
{
    /// <summary>
    /// Runs <c>VERSION server</c> or <c>VERSION agent</c> until it is stopped or refused, or the reset is done.
    /// <c>listen PORT</c> is another process of the host, not part of k3s.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args[0] == "listen")
            {
                using var port = new SilentPort(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
                await Task.Delay(Timeout.Infinite);
            }
            var settings = Settings.Load();
            Host.Check(settings);
            Log($"Starting k3s {args[1]} {args[0]}");
            if (args[1] == "agent")
            {
                await new AgentNode(args[0], settings).RunAsync();
            }
            else if (args.Length > 2)
            {
                await ClusterReset.Parse(args[2..]).RunAsync(settings);
            }
            else
            {
                using var server = new ServerNode(args[0], settings);
                await server.RunAsync();
            }
            return 0;
        }
        catch (RefusedException refused)
        {
            Log($"level=fatal msg=\"{refused.Message}\"");
            return 1;
        }
    }

    /// <summary>Writes a line to the journal.</summary>
    public static void Log(string message) => Console.WriteLine(message);
}
