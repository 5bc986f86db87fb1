namespace Infra.Cluster;

/// <summary>Names of the outputs that other stacks, and the next run of the stack itself, read.</summary>
public static class StackOutputs
{
    /// <summary>The administrator's kubeconfig.</summary>
    public const string Kubeconfig = "kubeconfig";

    /// <summary>Day on which the administrator's certificate expires.</summary>
    public const string KubeconfigExpires = "kubeconfigExpires";

    /// <summary>The expiry of the administrator's certificate that was renewed last.</summary>
    public const string KubeconfigRenewal = "kubeconfigRenewal";

    /// <summary>The installed version of k3s.</summary>
    public const string K3sVersion = "k3sVersion";

    /// <summary>The installed version of Longhorn.</summary>
    public const string LonghornVersion = "longhornVersion";

    /// <summary>Public address of each node.</summary>
    public const string NodeAddresses = "nodeAddresses";

    /// <summary>The passwords of the databases that the stack made, by <c>server/database</c>.</summary>
    public const string DatabasePasswords = "databasePasswords";

    /// <summary>The values of the secrets that the stack generated, by name.</summary>
    public const string GeneratedSecrets = "generatedSecrets";

    /// <summary>Type, location and placement group of each server at Hetzner, by node.</summary>
    public const string Servers = "servers";

    /// <summary>
    /// Public address of each server, in the described order, for the choice of one that answers; empty where the API has an address of its
    /// own.
    /// </summary>
    public const string ServerAddresses = "serverAddresses";

    /// <summary>
    /// Public address, port of SSH, user and host key of each server, by node, for what must be asked of the cluster before anything
    /// changes.
    /// </summary>
    public const string ServerSsh = "serverSsh";

    /// <summary>Private key for SSH to the nodes.</summary>
    public const string SshPrivateKey = "sshPrivateKey";

    /// <summary>The step of the migration that the stack is at.</summary>
    public const string Phase = "phase";

    /// <summary>Evidence of each criterion of the passed gates, by <c>gate/criterion</c>.</summary>
    public const string Gates = "gates";

    /// <summary>Record of each data move, by its name.</summary>
    public const string DataMoves = "dataMoves";

    /// <summary>The addresses for DNS records.</summary>
    public const string IngressAddresses = "ingressAddresses";
}
