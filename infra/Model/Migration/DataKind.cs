namespace Infra.Model;

/// <summary>A kind of data that moves.</summary>
public enum DataKind
{
    /// <summary>A PostgreSQL database, by dump and restore.</summary>
    Postgres,

    /// <summary>A MySQL database, by dump and restore.</summary>
    Mysql,

    /// <summary>Files.</summary>
    Files,

    /// <summary>Loki's chunks and index.</summary>
    Loki,

    /// <summary>Grafana's dashboards, users and plugins.</summary>
    Grafana,
}
