using System.Globalization;
using Infra.Cluster;
using Infra.Hosts;
using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Migration;

/// <summary>The script of a data move: its variables, the shared functions, those of its kind, and the step itself.</summary>
public static class MoveParameters
{
    /// <summary>Minutes in which a move ends where no <c>maxOutage</c> is described.</summary>
    private const int UsualMinutes = 120;

    /// <summary>Minutes beside the copy: the look at both sides, the stop and start of pods, the verification.</summary>
    private const int MinutesAround = 30;

    /// <summary>Last line of the private key on standard input.</summary>
    public const string EndOfKey = "...";

    /// <summary>Composes the script.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="move">The move.</param>
    /// <param name="mode">Whether the move is rehearsed, made or undone.</param>
    /// <param name="node">The server that it runs on, for its messages.</param>
    /// <param name="attempt">Name of this passage over the step. Defaults to none, for a look at the script.</param>
    public static string Compose(SystemSpec system, DataMoveSpec move, MoveMode mode, string node, string attempt = "none")
    {
        var parameters = new Dictionary<string, string>(Of(system, move, mode), StringComparer.Ordinal) { ["ATTEMPT"] = attempt };
        var kind = MoveKinds.Of(move);
        string[] libraries = ["migration/move-lib", .. kind.LibrariesOf(system, move), kind.ScriptOf(system, move)];
        return NodeStep.Compose("migration/move", node, parameters, libraries);
    }

    /// <summary>The variables of a move. No secret is among them.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="move">The move, of a described Docker host.</param>
    /// <param name="mode">Whether the move is rehearsed, made or undone.</param>
    public static IReadOnlyDictionary<string, string> Of(SystemSpec system, DataMoveSpec move, MoveMode mode)
    {
        var kind = MoveKinds.Of(move);
        var host = system.Compose.Host(move.FromHost)!;
        // A move of a host without one is not planned.
        var hostKey = host.HostKey!;
        var parameters = new Dictionary<string, string>(kind.Parameters(system, move), StringComparer.Ordinal)
        {
            // Its lock is its own: moves without a common writer run side by side.
            ["STATE_DIR"] = $"/var/lib/infra/moves/{system.Stack.Name}-{move.Name}",
            ["STACK"] = system.Stack.Name,
            ["MOVE"] = move.Name,
            ["KIND"] = ValueForm.Key(move.Kind.ToString()),
            ["MODE"] = ValueForm.Key(mode.ToString()),
            ["SOURCE_NAME"] = host.Name,
            ["SOURCE_ADDRESS"] = host.Address,
            ["SOURCE_PORT"] = host.SshPort.ToString(CultureInfo.InvariantCulture),
            ["SOURCE_USER"] = host.SshUser,
            ["SOURCE_HOST_KEY"] = HostKey.WithoutComment(hostKey),
            ["WRITERS"] = MoveSource.WritersOf(system, move),
            ["TARGET_NAMESPACE"] = kind.NamespaceOf(system, move),
            ["TARGET_WORKLOADS"] = string.Join('\n', TargetWorkloads.Of(system, move)),
            ["MAX_OUTAGE"] = move.MaxOutage?.Seconds.ToString(CultureInfo.InvariantCulture) ?? "",
            ["VERIFY"] = string.Join(' ', move.Verify.Select(static method => ValueForm.Key(method.ToString()))),
            ["LIMIT_SECONDS"] = (NodeCommand.LimitOf(TimeSpan.FromMinutes(MinutesOf(move))).TotalSeconds)
                .ToString("0", CultureInfo.InvariantCulture),
        };
        return parameters;
    }

    /// <summary>Minutes that a move may take, with its verification; the rehearsal and the way back have as many.</summary>
    /// <param name="move">The move.</param>
    public static int MinutesOf(DataMoveSpec move) => MinutesAround
        + (move.MaxOutage is { } outage ? ((outage.Seconds + 59) / 60 * 2) : UsualMinutes);
}
