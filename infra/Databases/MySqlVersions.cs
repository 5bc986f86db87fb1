using Infra.Charts;

namespace Infra.Databases;

/// <summary>Pinned versions of <see cref="MySqlOperator"/> and <see cref="MySql"/>: those that Percona tested together (operator 1.20.0, 5 June 2026).</summary>
public static class MySqlVersions
{
    /// <summary>The operator's chart; its definitions, the operator and the objects are all of this version.</summary>
    public static Chart Operator { get; } = new("pxc-operator", "https://percona.github.io/percona-helm-charts/", OperatorVersion);

    /// <summary>The operator's version, which its objects name.</summary>
    public const string OperatorVersion = "1.20.0";

    /// <summary>The proxies' image.</summary>
    public const string HaProxy = "percona/haproxy:2.8.18-1";

    /// <summary>The image of backups and of the archive, for servers of the 8.4 series.</summary>
    public const string XtraBackup = "percona/percona-xtrabackup:8.4.0-5.1";
}
