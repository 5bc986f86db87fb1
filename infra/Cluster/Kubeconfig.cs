using System.Globalization;

namespace Infra.Cluster;

/// <summary>The administrator's kubeconfig, made from the file that k3s writes on a server.</summary>
public static class Kubeconfig
{
    /// <summary>Port of the API server on every server; k3s listens there by default.</summary>
    public const int Port = 6443;

    private const string ServerKey = "server: ";

    private static readonly string[] Parts = ["certificate-authority-data", "client-certificate-data", "client-key-data"];

    /// <summary>
    /// Reads the three keys from k3s's file and writes a new file with the cluster's name and a reachable address. The text is not edited
    /// in place: a certificate may contain any word.
    /// </summary>
    /// <param name="written">The file that k3s wrote, with all three: the step <c>kubeconfig</c> fails otherwise. A secret.</param>
    /// <param name="cluster">Name of cluster, user and context.</param>
    /// <param name="address">Address of a server.</param>
    public static string Compose(string written, string cluster, string address)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in written.Split('\n'))
        {
            var trimmed = line.Trim();
            var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && Parts.Contains(trimmed[..colon], StringComparer.Ordinal))
            {
                found[trimmed[..colon]] = trimmed[(colon + 1)..].Trim();
            }
        }

        return $"""
            apiVersion: v1
            kind: Config
            clusters:
              - name: {cluster}
                cluster:
                  server: https://{address}:{Port}
                  certificate-authority-data: {found[Parts[0]]}
            users:
              - name: {cluster}
                user:
                  client-certificate-data: {found[Parts[1]]}
                  client-key-data: {found[Parts[2]]}
            contexts:
              - name: {cluster}
                context:
                  cluster: {cluster}
                  user: {cluster}
            current-context: {cluster}

            """;
    }

    /// <summary>The same kubeconfig with the address of another server.</summary>
    /// <param name="kubeconfig">A composed kubeconfig; another text stays as it is.</param>
    /// <param name="address">Address of a server of the same cluster.</param>
    public static string WithAddress(string kubeconfig, string address) => string.Join(
        '\n',
        kubeconfig.Split('\n').Select(line =>
            line.TrimStart().StartsWith(ServerKey, StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"{line[..^line.TrimStart().Length]}{ServerKey}https://{address}:{Port}")
                : line));
}
