using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CliWrap;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A network namespace of Linux: with its own interfaces, addresses, routes and packet filters.</summary>
/// <param name="name">The name under /run/netns.</param>
internal sealed partial class NetworkSpace(string name)
{
    private const int NewNetwork = 0x40000000;

    /// <summary>The name under /run/netns.</summary>
    public string Name => name;

    /// <summary>Command prefix that runs a program inside.</summary>
    public IReadOnlyList<string> Enter { get; } = ["nsenter", $"--net=/run/netns/{name}", "--"];

    /// <summary>Creates a namespace.</summary>
    public static async Task<NetworkSpace> CreateAsync(string name)
    {
        await Shell.RunAsync("ip", "netns", "add", name);
        return new(name);
    }

    /// <summary>Runs lines of <c>ip</c> inside, by one process.</summary>
    public async Task ConfigureAsync(params IReadOnlyList<string> lines) =>
        await new Command("ip")
            .WithArguments(["-n", name, "-batch", "-"])
            .WithStandardInputPipe(PipeSource.FromString(string.Join('\n', lines) + "\n"))
            .ExecuteAsync();

    /// <summary>Runs a program inside that must succeed, and returns what it prints.</summary>
    public Task<string> RunAsync(params IReadOnlyList<string> command) => Shell.RunAsync(Enter[0], [.. Enter.Skip(1), .. command]);

    /// <summary>Opens a socket of this process inside: the namespace of a socket is that of the thread that opens it.</summary>
    public T Open<T>(Func<T> open)
    {
        T opened = default!;
        Exception? failure = null;
        // A separate thread, because a thread that changed its namespace must not return to the pool.
        var thread = new Thread(() =>
        {
            try
            {
                using var space = File.OpenHandle($"/run/netns/{name}");
                if (SetNamespace(space, NewNetwork) != 0)
                {
                    throw new Win32Exception();
                }
                opened = open();
            }
            catch (Exception error) when (error is IOException or Win32Exception or SocketException)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? opened : throw new InvalidOperationException($"network namespace {name}: {failure.Message}", failure);
    }

    /// <summary>Listens at an address inside.</summary>
    public TcpListener Listen(string address, int port) => Open(() =>
    {
        var listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        return listener;
    });

    /// <summary>A socket inside that is not connected yet.</summary>
    public Socket OpenSocket() =>
        Open(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    /// <summary>Removes the namespace with all its interfaces.</summary>
    public Task DeleteAsync() => Shell.TryAsync("ip", "netns", "del", name);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNamespace(Microsoft.Win32.SafeHandles.SafeFileHandle space, int kind);
}
