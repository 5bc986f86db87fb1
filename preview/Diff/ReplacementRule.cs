namespace Infra.Preview.Diff;

/// <summary>Rule about a changed input, read from the source of a provider or of the engine.</summary>
/// <param name="Provider">Package, as `hcloud`; `engine` for rules of the engine.</param>
/// <param name="Type">
/// Type token, or a pattern: `*` for every type of the provider, `*Patch` for patches, `&lt;custom resource&gt;` for objects of custom
/// resource definitions.
/// </param>
/// <param name="Path">Input path; it covers what is below it. `[*]` stands for any item of a list, `*` for every path.</param>
/// <param name="Effect">Consequence of a change.</param>
public sealed record ReplacementRule(string Provider, string Type, string Path, ChangeEffect Effect)
{
    /// <summary>Condition under which the rule holds; null when it always does.</summary>
    public RuleCondition? When { get; init; }

    /// <summary>Whether the provider asks for the deletion before the creation; null when it leaves that to the engine's default.</summary>
    public DeletionOrder Order { get; init; }

    /// <summary>Consequence in words, as "powers the server off"; empty when the effect says all.</summary>
    public string Note { get; init; } = "";

    /// <summary>Repository, version, file and line that the rule was read from.</summary>
    public string Source { get; init; } = "";
}
