namespace Infra.Model;

/// <summary>
/// A confirmation of a gate's criterion in the stack's config (<c>infra:confirmations</c>): by a person, or of the plan that the policy
/// checks looked at.
/// </summary>
public sealed record ConfirmationSpec
{
    /// <summary>Name of the gate.</summary>
    [EntryName]
    public required string Gate { get; init; }

    /// <summary>Name of the criterion: one with the check <c>confirmed</c> or <c>policyClean</c>.</summary>
    [EntryName]
    public required string Criterion { get; init; }

    /// <summary>The step that comes after the gate. A confirmation is for this step alone.</summary>
    [EntryName]
    public required string Step { get; init; }

    /// <summary>Person who confirms; null (default) for a plan.</summary>
    public string? By { get; init; }

    /// <summary>Day of the confirmation, e.g. <c>2026-03-01</c>; null (default) for a plan.</summary>
    [Day]
    public string? On { get; init; }

    /// <summary>
    /// Checksum of the described system in which the policy checks found nothing, as <c>cli -- gate STACK --step S</c> prints it; null
    /// (default) for a confirmation by a person.
    /// </summary>
    [Sha256]
    public string? Plan { get; init; }
}
