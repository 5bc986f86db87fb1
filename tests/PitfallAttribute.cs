namespace Infra.Tests;

/// <summary>
/// Names a pitfall of <c>docs/pitfalls.md</c> that the test, or the invariant, would notice. <c>docs/pitfalls-tests.md</c> is generated
/// from these.
/// </summary>
/// <param name="id">The pitfall's id, the anchor of its row.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
internal sealed class PitfallAttribute(string id) : Attribute
{
    /// <summary>The pitfall's id.</summary>
    public string Id { get; } = id;
}
