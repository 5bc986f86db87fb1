using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.Lab.Databases;

/// <summary>A database server for tests in a temporary folder; absent if the machine lacks a requirement.</summary>
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

    /// <summary>Name of the engine in the scripts.</summary>
    internal string Engine { get; }

    /// <summary>The user of the server and of the scripts.</summary>
    internal string User { get; }

    /// <summary>Port of the server at 127.0.0.1.</summary>
    internal int Port { get; } = FreePort();

    /// <summary>Process of the server.</summary>
    internal int ProcessId => _process!.Id;

    /// <summary>The signal that stops the server at once, without closing connections.</summary>
    internal abstract string Abruptly { get; }

    private protected PrivateFolder Folder => _folder!;

    private protected abstract string[] Command { get; }

    /// <summary>Returns an unused port.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Skips the test if the server cannot run; restarts the server if a test stopped it.</summary>
    internal void Require()
    {
        DatabaseMachine.Require();
        if (_process!.HasExited)
        {
            Start();
        }
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    internal void Start()
    {
        _process = Folder.Start(Command);
        // The output must be read: a full pipe would block the server.
        var error = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        Waiting.Until(
            () =>
                _process.HasExited
                    ? throw new InvalidOperationException(error.GetAwaiter().GetResult())
                    : Administer("", "SELECT 1").Code == 0,
            $"{Engine} is up");
    }

    /// <summary>Stops the server.</summary>
    internal void Stop()
    {
        Hosts.Shell.Run("kill", "-s", Abruptly, $"{ProcessId}");
        _process!.WaitForExit();
    }

    /// <summary>Runs statements as the administrator and returns their output.</summary>
    internal string Sql(string statements, string database = "") => Administer(database, statements).Succeeded().Text.TrimEnd('\n');

    /// <summary>Runs statements as a user over the network.</summary>
    internal abstract ScriptResult Query(string user, string password, string database, string statements);

    /// <summary>Creates a database and its owner, a user of the same name.</summary>
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

    /// <summary>Stops the server and removes its folder.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _folder?.Dispose();
        _process?.Dispose();
    }

    private protected abstract ScriptResult Administer(string database, string statements);

    private protected abstract string Creation(string database, string quotedPassword);
}
