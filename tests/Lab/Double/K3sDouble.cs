namespace Infra.Lab.Double;

/// <summary>
/// Stands in for the k3s binary on a host of the lab: no container, no kubelet and no etcd run. Servers keep what etcd would
/// hold in a file each, agree on it over the hosts' network by majority, and refuse what k3s v1.34 refuses: a second member of
/// a node's name, a second learner, a wrong or foreign token, unequal critical settings, another node password. A node is
/// Ready when its host answers, at once instead of after the real one's forty seconds; a learner is promoted within a second.
/// </summary>
internal static class K3sDouble
{
    /// <summary>
    /// Runs <c>VERSION server</c> or <c>VERSION agent</c> until it is stopped or refused; with <c>--cluster-reset</c> until that is done.
    /// <c>listen PORT</c> is a process of the host that has nothing to do with k3s.
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

    /// <summary>A line in the journal.</summary>
    public static void Log(string message) => Console.WriteLine(message);
}
