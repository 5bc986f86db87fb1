using Infra.Preview;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>
/// Frozen copies of the described systems, laid out as a project of their own. Tests depend on their content; <c>stacks/</c> belongs to
/// the user.
/// </summary>
internal static class FrozenSystems
{
    /// <summary>Folder of the copies' <c>Pulumi.yaml</c>.</summary>
    public static string Root { get; } = Repository.File("tests", "Systems", "Frozen");

    /// <summary>Names of the stacks, sorted.</summary>
    public static IReadOnlyList<string> Stacks { get; } = StackPreview.Stacks(Root);
}
