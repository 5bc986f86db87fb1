namespace Infra.Crds;

/// <summary>
/// The annotation by which the provider waits for the status of a custom resource, after it created or updated it. An update finds the
/// status of the former state and would be satisfied by it, so the status must name the generation that it belongs to
/// (docs/awaited-status.md lists what is awaited, and what starts after it).
/// </summary>
public static class WaitFor
{
    /// <summary>The annotation's name.</summary>
    public const string Annotation = "pulumi.com/waitFor";

    /// <summary>
    /// A condition of an operator that names no generation: on an update it may be the one from before. What depends on the object must be
    /// safe to start early.
    /// </summary>
    /// <param name="type">The type of the condition.</param>
    public static string Condition(string type) => $"condition={type}";

    /// <summary>A value in the status of an object that is never updated, so that no status of a former state can be there.</summary>
    /// <param name="field">The field of the status.</param>
    /// <param name="value">Its awaited value.</param>
    public static string Once(string field, string value) => $"jsonpath={{.status.{field}}}={value}";

    /// <summary>
    /// Any value but one in the status of an object that has no status at first: an operator has finished what only a new object needs. An
    /// update is not awaited.
    /// </summary>
    /// <param name="field">The field of the status.</param>
    /// <param name="value">The value that is not enough.</param>
    public static string OtherThan(string field, string value) =>
        $"jsonpath={{[?@.{field} && @.{field}!='' && @.{field}!='{value}'].{field}}}";

    /// <summary>
    /// A value in a status whose <c>observedGeneration</c> is the object's own generation. The path selects the members of the object that
    /// have observed its generation, which is its status or nothing: the provider's JSONPath is RFC 9535, in which a filter applies to the
    /// members of an object and <c>$</c> is the whole object. It must not begin with <c>$</c>, which the provider adds.
    /// </summary>
    /// <param name="field">The field of the status.</param>
    /// <param name="value">Its awaited value.</param>
    public static string Observed(string field, string value) =>
        $"jsonpath={{[?@.observedGeneration==$.metadata.generation].{field}}}={value}";
}
