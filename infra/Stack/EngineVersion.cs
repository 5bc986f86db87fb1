using Infra.Cluster;
using Pulumi;

namespace Infra;

/// <summary>The versions of the Pulumi engine that the program runs under.</summary>
public static class EngineVersion
{
    /// <summary>
    /// The range, the same as <c>requiredPulumiVersion</c> in <c>Pulumi.yaml</c>. When an older engine replaces the first server, it also
    /// replaces the record of the cluster's founder, although changes of it are ignored: a second cluster could come of it
    /// (https://github.com/pulumi/pulumi/pull/19188).
    /// </summary>
    public const string Range = ">=3.163.0";

    /// <summary>
    /// Refuses an engine outside of the range, or one that cannot answer, before the first resource. Engines read <c>Pulumi.yaml</c> for
    /// it only since https://github.com/pulumi/pulumi/pull/21627.
    /// </summary>
    /// <exception cref="RunException">The engine is refused; the message says what to do.</exception>
    public static void Require() => Require(Deployment.RequirePulumiVersionAsync);

    /// <summary>Refuses an engine that does not accept the range.</summary>
    /// <param name="ask">Asks the engine; fails where it is outside of the range.</param>
    /// <exception cref="RunException">The engine is refused; the message says what to do.</exception>
    internal static void Require(Func<string, Task> ask)
    {
        try
        {
            EngineAnswer.Await(
                "its version",
                "look for a pulumi process that hangs, then run pulumi again",
                async () =>
                {
                    await ask(Range).ConfigureAwait(false);
                    return true;
                });
        }
        catch (Exception e) when (e is not RunException)
        {
            throw new RunException(
                $"Pulumi.yaml: requiredPulumiVersion: the program needs an engine {Range}: {e.Message}; "
                    + "upgrade the pulumi command (https://www.pulumi.com/docs/install), nothing was changed",
                e);
        }
    }
}
