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

    /// <summary>What a <c>StackReference</c> finds, by the referenced stack's name; by default nothing is known of other stacks.</summary>
    public Func<string, IReadOnlyDictionary<string, string>>? ReferencedOutputs { get; init; }

    /// <summary>
    /// What the clouds computed for a resource, by its type, name and inputs, secrets as they are; null leaves the stand-ins. For tests
    /// that run what is planned. By default there are stand-ins alone.
    /// </summary>
    public Func<string, string, IReadOnlyDictionary<string, object>, ComputedState?>? Computed { get; init; }
}
