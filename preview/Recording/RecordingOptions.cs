using Infra.Preview.Graph;

namespace Infra.Preview.Recording;

/// <summary>How a program is run for its graph: as what stack, with which configuration.</summary>
public sealed record RecordingOptions
{
    /// <summary>The Pulumi project's name; the prefix of its configuration keys. Default `infra`.</summary>
    public string Project { get; init; } = "infra";

    /// <summary>What the plan is of; its stack name is the one the program sees.</summary>
    public required PlanHeader Header { get; init; }

    /// <summary>Configuration by full key (`infra:system`). Secrets are given as tokens of <see cref="SecretToken.For"/>, never as themselves.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The full keys of <see cref="Config"/> that are secret.</summary>
    public IReadOnlyList<string> SecretKeys { get; init; } = [];

    /// <summary>Whether the arguments are walked even where the SDK reports what is in them, as on the official one; for tests.</summary>
    internal bool WalksArguments { get; init; }

    /// <summary>
    /// What a <c>StackReference</c> finds, by the name it is given (<c>organization/project/stack</c>): texts, lists of
    /// <c>object</c> and maps of texts to <c>object</c>; tokens of <see cref="SecretToken.For"/> are secret. By default nothing is known of any stack.
    /// </summary>
    public Func<string, IReadOnlyDictionary<string, object>>? ReferencedOutputs { get; init; }

    /// <summary>
    /// What the clouds computed for a resource, by its type, name and inputs, secrets as they are; null leaves the stand-ins. For tests
    /// that run what is planned. By default there are stand-ins alone.
    /// </summary>
    public Func<string, string, IReadOnlyDictionary<string, object>, ComputedState?>? Computed { get; init; }
}
