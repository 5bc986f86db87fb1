namespace Infra.Model;

/// <summary>Kind of data to move.</summary>
public enum DataKind
{
    /// <summary>A database, by dump and restore with the tools of its server's engine.</summary>
    Database,

    /// <summary>Files.</summary>
    Files,

    /// <summary>Loki's chunks and index.</summary>
    Loki,

    /// <summary>Grafana's dashboards, users and plugins.</summary>
    Grafana,
}
