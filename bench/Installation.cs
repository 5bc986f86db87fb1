using System.Globalization;
using Infra.Preview;
using Infra.Preview.Timing;

namespace Infra.Bench;

/// <summary>
/// Prints the modelled time of a first installation of production. Nothing is measured; docs/install-time.md explains the computation.
/// </summary>
internal static class Installation
{
    private const int Servers = 3;

    /// <summary>Computes and prints the time.</summary>
    /// <param name="durations">Durations that replace the defaults, as <c>prepare=40</c>.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> durations)
    {
        if (Read(durations) is not { } seconds)
        {
            return Refuse(2, "usage: install [server=S] [order=S] [session=S] [prepare=S] [artifacts=S] [start=S] [other=S], in seconds");
        }

        var root = ProjectRoot.Above(AppContext.BaseDirectory)
            ?? throw new InvalidOperationException("run the bench inside the repository");
        var outcome = await StackPreview.RunAsync(root, "prod");
        if (outcome.Graph is not { } plan)
        {
            return Refuse(1, string.Join('\n', outcome.Problems));
        }

        Print(InstallTime.Of(plan, seconds), seconds);
        return 0;
    }

    private static int Refuse(int code, string reason)
    {
        Console.Error.WriteLine(reason);
        return code;
    }

    private static void Print(InstallTime time, StepSeconds seconds)
    {
        Console.WriteLine($"modelled, not measured, with {seconds}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first installation of prod: {time.Seconds:0} s; one step after the other it would be {time.SerialSeconds:0} s"));
        Console.WriteLine(
            $"SSH sessions: {time.Sessions}, of which {time.SerialSessions} one after the other: {string.Join(", ", time.Path)}");
        Compare(
            "packages on all servers at once, then download and start in turn",
            Server(seconds) + seconds.Prepare + (Servers * (seconds.Session + seconds.Artifacts + seconds.Start)));
        Compare(
            "one script a server, in turn",
            Server(seconds) + (Servers * (seconds.Session + seconds.Prepare + seconds.Artifacts + seconds.Start)));

        void Compare(string flow, double peer) =>
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{flow}: {peer:0} s with the same durations; here {time.Seconds / peer:0.00}x"));
    }

    private static double Server(StepSeconds seconds) => seconds.Order + seconds.Server;

    private static StepSeconds? Read(IReadOnlyList<string> durations)
    {
        var seconds = new StepSeconds();
        foreach (var given in durations)
        {
            var parts = given.Split('=');
            if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || value < 0)
            {
                return null;
            }

            var with = parts[0] switch
            {
                "server" => seconds with { Server = value },
                "order" => seconds with { Order = value },
                "session" => seconds with { Session = value },
                "prepare" => seconds with { Prepare = value },
                "artifacts" => seconds with { Artifacts = value },
                "start" => seconds with { Start = value },
                "other" => seconds with { Other = value },
                _ => null,
            };
            if (with is null)
            {
                return null;
            }

            seconds = with;
        }

        return seconds;
    }
}
