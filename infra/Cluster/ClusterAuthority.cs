namespace Infra.Cluster;

/// <summary>
/// The digest of a cluster's certificate authority, by which a token names its cluster (k3s: the part of a <c>K10</c> token before
/// <c>::</c>). The servers of the cluster report it; it is no secret.
/// </summary>
public static class ClusterAuthority
{
    private const string Line = "authority ";

    /// <summary>
    /// The digests in the outputs of the other servers, each once, separated by spaces: none before the cluster exists; the node refuses
    /// more than one.
    /// </summary>
    /// <param name="outputs">The output of <c>forget.sh</c> on each server.</param>
    public static string In(IEnumerable<string?> outputs) => string.Join(
        ' ',
        outputs.SelectMany(output => (output ?? "").Split('\n'))
            .Where(line => line.StartsWith(Line, StringComparison.Ordinal))
            .Select(line => line[Line.Length..].Trim())
            .Distinct(StringComparer.Ordinal));
}
