namespace Infra.Model;

/// <summary>Kind of data to move.</summary>
public enum DataKind
{
    /// <summary>A database, by dump and restore with the tools of its server's engine.</summary>
    Database,

    /// <summary>A folder or a Docker volume with files.</summary>
    Files,

    /// <summary>PocketBase's folder: its SQLite databases and the files of its records.</summary>
    PocketBase,

    /// <summary>Meilisearch's indexes.</summary>
    Meilisearch,

    /// <summary>Loki's chunks and index.</summary>
    Loki,

    /// <summary>Grafana's dashboards, users and plugins.</summary>
    Grafana,
}
