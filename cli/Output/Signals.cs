using System.Runtime.InteropServices;

namespace Infra.Cli.Output;

/// <summary>Signals that end this process: Ctrl-C and a request to end.</summary>
internal static class Signals
{
    /// <summary>Registrations, which end when nothing refers to them.</summary>
    private static readonly List<PosixSignalRegistration> Registrations = [];

    private static readonly Lazy<CancellationTokenSource> Caught = new(Register);

    /// <summary>Catches the signals from the first call on: the first cancels the token, the second ends the process at once.</summary>
    public static CancellationToken Catch() => Caught.Value.Token;

    private static CancellationTokenSource Register()
    {
        var source = new CancellationTokenSource();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            Registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = !source.IsCancellationRequested;
                source.Cancel();
            }));
        }
        return source;
    }
}
