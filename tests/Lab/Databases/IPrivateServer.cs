namespace Infra.Tests.Lab.Databases;

/// <summary>A database server of a test's own.</summary>
internal interface IPrivateServer : IDisposable
{
    /// <summary>The user it runs as, and the scripts.</summary>
    string User { get; }

    /// <summary>What the scripts call its kind.</summary>
    string Engine { get; }

    /// <summary>The database.</summary>
    string Database { get; }

    /// <summary>The files of the database's secret.</summary>
    IReadOnlyDictionary<string, string> Credentials { get; }

    /// <summary>The server's process.</summary>
    int ProcessId { get; }

    /// <summary>Runs statements as the owner of everything.</summary>
    string Sql(string statements);
}
