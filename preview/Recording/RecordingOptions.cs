using Infra.Preview.Graph;

namespace Infra.Preview.Recording;

/// <summary>Options of a recorded run: the identity of the stack and its configuration.</summary>
public sealed record RecordingOptions
{
    /// <summary>Name of the Pulumi project and prefix of its configuration keys. Default `infra`.</summary>
    public string Project { get; init; } = "infra";

    /// <summary>Identity of the plan; its stack name is the one that the program sees.</summary>
    public required PlanHeader Header { get; init; }

    /// <summary>
    /// Configuration by full key (`infra:system`). Secrets are given as tokens of <see cref="SecretToken.For"/>, never as real values.
    /// </summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The full keys of <see cref="Config"/> that are secret.</summary>
    public IReadOnlyList<string> SecretKeys { get; init; } = [];

    /// <summary>Whether the arguments are walked even where the SDK reports its findings, as with the official SDK; for tests.</summary>
    internal bool WalksArguments { get; init; }

    /// <summary>
    /// Outputs that a <c>StackReference</c> returns, by its name (<c>organization/project/stack</c>): texts, lists of <c>object</c> and
    /// maps of texts to <c>object</c>; tokens of <see cref="SecretToken.For"/> are secret. By default no stack has known outputs.
    /// </summary>
    public Func<string, IReadOnlyDictionary<string, object>>? ReferencedOutputs { get; init; }

    /// <summary>
    /// Computed values of a resource by its type, name and inputs; null keeps the stand-ins. For deployed resources, and for tests that run
    /// the planned commands, where they hold real secrets. By default all values are stand-ins.
    /// </summary>
    public Func<string, string, IReadOnlyDictionary<string, object>, ComputedState?>? Computed { get; init; }
}
