using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>Which system is wanted, as a stack's config says it.</summary>
public sealed record StackSelection
{
    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The folder under <c>stacks/</c> (<c>infra:system</c>).</summary>
    public required string System { get; init; }

    /// <summary>The environment (<c>infra:environment</c>).</summary>
    public required string Environment { get; init; }

    /// <summary>The phase or step folded up to (<c>infra:phase</c>); null for none.</summary>
    public string? Phase { get; init; }

    /// <summary>
    /// The phase or step that the stack is at (<c>infra:phaseInForce</c>), where its own outputs cannot say it; null for none.
    /// </summary>
    public string? PhaseInForce
    {
        get;

        // Pulumi.yaml declares an empty value for those who set none.
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Place of <see cref="PhaseInForce"/>; null (default) for one that is in no file.</summary>
    public Position? PhaseInForceAt { get; init; }

    /// <summary>The confirmations of criteria of gates (<c>infra:confirmations</c>); null for none.</summary>
    public StackConfirmations? Confirmations { get; init; }

    /// <summary>Place of <see cref="System"/>; null (default) for one that is in no file.</summary>
    public Position? SystemAt { get; init; }

    /// <summary>Place of <see cref="Environment"/>; null (default) for one that is in no file.</summary>
    public Position? EnvironmentAt { get; init; }

    /// <summary>Place of <see cref="Phase"/>; null (default) for one that is in no file.</summary>
    public Position? PhaseAt { get; init; }

    /// <summary>The stack's own settings (<c>infra:overrides</c>), folded last; null for none.</summary>
    public StackOverrides? Overrides { get; init; }
}
