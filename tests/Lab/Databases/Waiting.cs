using System.Diagnostics;

namespace Infra.Tests.Lab.Databases;

/// <summary>Bounded waits.</summary>
internal static class Waiting
{
    /// <summary>Waits up to a minute.</summary>
    public static void Until(Func<bool> come, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!come())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"not within a minute: {what}");
            Thread.Sleep(50);
        }
    }
}
