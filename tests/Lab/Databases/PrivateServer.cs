using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.Lab.Databases;

/// <summary>A database server of the tests' own, in a folder of its own; there is none where the machine lacks something.</summary>
public abstract class PrivateServer : IDisposable
{
    private readonly PrivateFolder? _folder;
    private Process? _process;
    private int _databases;

    private protected PrivateServer(string engine, string user)
    {
        Engine = engine;
        User = user;
        if (DatabaseMachine.Obstacle is null)
        {
            _folder = new(engine, user);
        }
    }

    /// <summary>Name of the server's kind in the scripts.</summary>
    internal string Engine { get; }

    /// <summary>The user it runs as, and the scripts.</summary>
    internal string User { get; }

    /// <summary>Its port, at 127.0.0.1.</summary>
    internal int Port { get; } = FreePort();

    /// <summary>Its process.</summary>
    internal int ProcessId => _process!.Id;

    /// <summary>The signal at which it ends without a word to anybody.</summary>
    internal abstract string Abruptly { get; }

    private protected PrivateFolder Folder => _folder!;

    private protected abstract string[] Command { get; }

    /// <summary>A port that nothing listens on.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Skips the test where there can be no server; starts it again where a test ended it.</summary>
    internal void Require()
    {
        DatabaseMachine.Require();
        if (_process!.HasExited)
        {
            Start();
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    internal void Start()
    {
        _process = Folder.Start(Command);
        // Unread, a full pipe would stop the server.
        var error = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        Waiting.Until(
            () =>
                _process.HasExited
                    ? throw new InvalidOperationException(error.GetAwaiter().GetResult())
                    : Administer("", "SELECT 1").Code == 0,
            $"{Engine} is up");
    }

    /// <summary>Ends it.</summary>
    internal void Stop()
    {
        Hosts.Shell.Run("kill", "-s", Abruptly, $"{ProcessId}");
        _process!.WaitForExit();
    }

    /// <summary>Runs statements as the administrator; gives what they print.</summary>
    internal string Sql(string statements, string database = "") => Administer(database, statements).Succeeded().Text.TrimEnd('\n');

    /// <summary>Runs statements as a user over the network.</summary>
    internal abstract ScriptResult Query(string user, string password, string database, string statements);

    /// <summary>Makes a database and the user of the same name that owns it.</summary>
    internal PrivateDatabase CreateDatabase(string? name = null, string password = "secret")
    {
        Require();
        var database = new PrivateDatabase(this, name ?? $"scratch{++_databases}", password);
        Sql(Creation(database.Name, password.Replace("'", "''", StringComparison.Ordinal)));
        return database;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends it and removes its folder.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _folder?.Dispose();
        _process?.Dispose();
    }

    private protected abstract ScriptResult Administer(string database, string statements);

    private protected abstract string Creation(string database, string quotedPassword);
}
