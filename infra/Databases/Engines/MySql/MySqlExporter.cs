using Infra.Flows;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Databases;

/// <summary>
/// The exporter of metrics beside each member of a MySQL cluster: the operator brings none, and each member has a state of its own. It
/// connects as <c>monitor</c>, the operator's account for this, whose password each member's pod has anyway: no further account, and the
/// operator changes its password with the secret.
/// </summary>
public static class MySqlExporter
{
    /// <summary>Port of the metrics.</summary>
    public const int Port = 9104;

    /// <summary>Account that it connects as, and the key of its password in the secret of the operator's accounts.</summary>
    internal const string Account = "monitor";

    /// <summary>User id of the image: nobody.</summary>
    private const int User = 65534;

    /// <summary>The members of a cluster, without its proxies and jobs.</summary>
    /// <param name="server">The cluster.</param>
    internal static PodsEnd Members(MySqlSpec server) => PodsEnd.Of(
        server.Namespace,
        $"{server.Name}-pxc",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [PodLabels.Instance] = server.Name,
            ["app.kubernetes.io/component"] = "pxc",
        });

    /// <summary>The container.</summary>
    /// <param name="server">The cluster.</param>
    internal static ContainerArgs Container(MySqlSpec server) => new()
    {
        Name = "exporter",
        Image = MySqlVersions.Exporter,
        ImagePullPolicy = "IfNotPresent",
        Args = { "--mysqld.address=127.0.0.1:3306", $"--mysqld.username={Account}", $"--web.listen-address=:{Port}" },
        Env =
        {
            new EnvVarArgs
            {
                Name = "MYSQLD_EXPORTER_PASSWORD",
                ValueFrom = new EnvVarSourceArgs
                {
                    SecretKeyRef = new SecretKeySelectorArgs { Name = MySql.AccountsOf(server), Key = Account },
                },
            },
        },
        Ports = { new ContainerPortArgs { Name = MetricsEndpoint.PortName, ContainerPortValue = Port } },
        Resources = PodResources.Of(MySqlPods.Exporter),
        SecurityContext = PodRights.Sealed(User),
    };
}
