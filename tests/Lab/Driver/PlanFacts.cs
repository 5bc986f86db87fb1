using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Driver;

/// <summary>Everything that a plan depends on beside the described system.</summary>
internal sealed record PlanFacts
{
    /// <summary>The hosts, by name.</summary>
    public required IReadOnlyDictionary<string, PlannedHost> Hosts { get; init; }

    /// <summary>Addresses of the servers that answered when the run began.</summary>
    public required IReadOnlyList<string> Answering { get; init; }

    /// <summary>SSH keys by the logical name of their resource.</summary>
    public required IReadOnlyDictionary<string, KeyPair> Keys { get; init; }

    /// <summary>Standard output of each command that has run, by logical name.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>Secrets that are not the plan's own, by the key of the stack's configuration.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Inputs of the founder's resource, whose changes are ignored; null before the first plan.</summary>
    public required IReadOnlyDictionary<string, object>? Founder { get; init; }
}
