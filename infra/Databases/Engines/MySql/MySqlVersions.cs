using Infra.Charts;
using Infra.Parts;

namespace Infra.Databases;

/// <summary>
/// Pinned versions of <see cref="MySqlOperator"/> and <see cref="MySql"/>, which Percona tested together (operator 1.20.0, 5 June 2026).
/// </summary>
public static class MySqlVersions
{
    /// <summary>Chart of the operator; the kinds, the operator and the objects are of this version.</summary>
    public static Chart Operator { get; } = new("pxc-operator", "https://percona.github.io/percona-helm-charts/", OperatorVersion);

    /// <summary>Version of the operator, which its objects name.</summary>
    public const string OperatorVersion = "1.20.0";

    /// <summary>
    /// The versions that the operator 1.20 is tested with (https://docs.percona.com/percona-operator-for-mysql/pxc/versions.html: GKE and
    /// EKS 1.33 to 1.35, AKS 1.33 to 1.36).
    /// </summary>
    public static SupportedKubernetes Kubernetes { get; } = new($"Percona's operator {OperatorVersion}", 33, 36);

    /// <summary>Image of the proxies.</summary>
    public const string HaProxy = "percona/haproxy:2.8.18-1";

    /// <summary>Image of backups and of the archive, for servers of the 8.4 series.</summary>
    public const string XtraBackup = "percona/percona-xtrabackup:8.4.0-5.1";

    /// <summary>Image of the exporter of metrics (the version of its chart prometheus-mysql-exporter 2.14.0).</summary>
    public const string Exporter =
        "prom/mysqld-exporter:v0.19.0@sha256:eacb4b18e2ec1e0abdf2d64851b68526c964f6d9cb3e9458fb5d5f5062ea94c1";
}
