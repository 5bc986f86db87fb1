using System.Globalization;
using Infra.Compose;
using Infra.Model;

namespace Infra.Cli.Output;

/// <summary>
/// Memory of the Docker hosts, of those for which it is described: what the machine has, and what its services and the cluster's node on it
/// may use together.
/// </summary>
internal static class DockerMemoryView
{
    private const decimal Gib = 1073741824m;
    private const string Indent = "  ";

    /// <summary>Writes a line for each host; nothing where the memory of none is described.</summary>
    /// <param name="system">The system.</param>
    /// <param name="text">Takes the text.</param>
    public static void Write(SystemSpec system, StyledText text)
    {
        List<HostMemory> hosts =
            [.. system.Compose.Hosts.Where(static host => host.Memory is not null).Select(host => HostMemory.Of(system, host))];
        if (hosts.Count == 0)
        {
            return;
        }

        text.WriteLine("memory of the Docker hosts, with all services at their limits", TextStyle.Heading);
        foreach (var host in hosts)
        {
            text.WriteLine($"{Indent}{host.Host.Name}: {Worded(host.Host.Memory!.Value)}, {Worded(host.Left!.Value)} left ({Terms(host)})");
        }

        text.WriteLine("");
    }

    private static string Terms(HostMemory host)
    {
        var terms = host.Limits.Select(static limit => $"{limit.Service} {Worded(limit.Bytes)}");
        if (host.Node is { } node)
        {
            terms = terms.Prepend(host.NodeBytes > 0 ? $"node {node.Name} {Worded(host.NodeBytes)}" : $"node {node.Name} not described");
        }

        return string.Join(", ", terms.DefaultIfEmpty("no services"));
    }

    private static string Worded(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gib:0.##}Gi");
}
