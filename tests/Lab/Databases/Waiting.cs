using System.Diagnostics;

namespace Infra.Tests.Lab.Databases;

/// <summary>Bounded waits for servers.</summary>
internal static class Waiting
{
    /// <summary>Waits up to a minute.</summary>
    public static void Until(Func<bool> up, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!up())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{what} is not up after a minute");
            Thread.Sleep(100);
        }
    }

    /// <summary>Ends a server and its children at once.</summary>
    public static void Kill(Process server)
    {
        try
        {
            server.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Gone already.
        }

        server.WaitForExit();
        server.Dispose();
    }
}
