namespace Infra.Cluster;

/// <summary>
/// The digest of a cluster's certificate authority, with which a token names the one cluster it is for (k3s: the part of a
/// <c>K10</c> token before <c>::</c>). The servers that are in the cluster give it; it is no secret.
/// </summary>
public static class ClusterAuthority
{
    private const string Line = "authority ";

    /// <summary>The digests in what the other servers said, each once, separated by spaces: none before there is a cluster; more than one is for the node to refuse.</summary>
    /// <param name="outputs">What <c>forget.sh</c> printed on each.</param>
    public static string In(IEnumerable<string?> outputs) => string.Join(
        ' ',
        outputs.SelectMany(output => (output ?? "").Split('\n'))
            .Where(line => line.StartsWith(Line, StringComparison.Ordinal))
            .Select(line => line[Line.Length..].Trim())
            .Distinct(StringComparer.Ordinal));
}
