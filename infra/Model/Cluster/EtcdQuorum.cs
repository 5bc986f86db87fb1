namespace Infra.Model;

/// <summary>The majority of servers that etcd needs.</summary>
public static class EtcdQuorum
{
    /// <summary>Number of servers that may be lost while etcd keeps its quorum.</summary>
    /// <param name="servers">Number of servers.</param>
    public static int Tolerated(int servers) => Math.Max(0, (servers - 1) / 2);
}
