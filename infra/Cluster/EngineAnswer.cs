using System.Globalization;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// Waits for an answer of the engine in a constructor, which cannot be asynchronous: for what must be known before the first resource.
/// </summary>
public static class EngineAnswer
{
    /// <summary>Time limit of an answer: a slow backend answers within seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="awaited">The answer, for the message.</param>
    /// <param name="remedy">The things to check when it does not come.</param>
    /// <param name="ask">Asks the engine.</param>
    /// <exception cref="RunException">There is no answer within five minutes.</exception>
    public static T Await<T>(string awaited, string remedy, Func<Task<T>> ask) => Await(awaited, remedy, Limit, ask);

    /// <summary>Asks, and waits for the answer until a time limit.</summary>
    internal static T Await<T>(string awaited, string remedy, TimeSpan limit, Func<Task<T>> ask)
    {
        // On another thread: the synchronization context of this one may wait for the constructor.
        var answer = Task.Run(ask);
        try
        {
            return answer.WaitAsync(limit).GetAwaiter().GetResult();
        }
        catch (TimeoutException e) when (!answer.IsCompleted)
        {
            var seconds = limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            throw new RunException($"the engine did not give {awaited} within {seconds} s; {remedy}; nothing was changed", e);
        }
    }
}
