using Infra.Preview;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>
/// Copies of the described systems, laid out as a project of their own. Tests count on their content; <c>stacks/</c> is the user's to
/// change.
/// </summary>
internal static class FrozenSystems
{
    /// <summary>The folder of the copies' <c>Pulumi.yaml</c>.</summary>
    public static string Root { get; } = Repository.File("tests", "Systems", "Frozen");

    /// <summary>The names of their stacks, sorted.</summary>
    public static IReadOnlyList<string> Stacks { get; } = StackPreview.Stacks(Root);
}
