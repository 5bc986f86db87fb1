using Pulumi;

namespace Infra.Cluster;

/// <summary>The administrator's kubeconfig, made from the one k3s leaves on a server.</summary>
public static class Kubeconfig
{
    private static readonly string[] Parts = ["certificate-authority-data", "client-certificate-data", "client-key-data"];

    /// <summary>
    /// Takes the three keys out of k3s's file and writes a new one with the cluster's name and a reachable address. Nothing
    /// is replaced inside the text: a certificate may contain any word.
    /// </summary>
    /// <param name="written">The file as k3s wrote it. A secret.</param>
    /// <param name="cluster">Name of cluster, user and context.</param>
    /// <param name="address">Address of a server.</param>
    /// <exception cref="RunException">A part is missing; the message names it and shows nothing of the file.</exception>
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

        var missing = Parts.Where(part => !found.TryGetValue(part, out var value) || value.Length == 0).ToArray();
        if (missing.Length > 0)
        {
            throw new RunException(
                $"the kubeconfig of cluster {cluster} lacks {string.Join(", ", missing)}; look at /etc/rancher/k3s/k3s.yaml on the server at {address}");
        }

        return $"""
            apiVersion: v1
            kind: Config
            clusters:
              - name: {cluster}
                cluster:
                  server: https://{address}:6443
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
}
