using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Resources in the words of a finding: their kind and the name that they really have.</summary>
internal static class ResourceWords
{
    private const int Shown = 4;

    /// <summary>Kind and name, as `Cluster infra/main` or `Server community-worker-1`.</summary>
    public static string Of(PlanResource resource) => $"{Kind(resource)} {Name(resource)}";

    /// <summary>Kind without its package and version, as `StatefulSet`.</summary>
    public static string Kind(PlanResource resource) => KindOf(resource.Type);

    /// <summary>Kind in a type token.</summary>
    public static string KindOf(string type)
    {
        var kind = type[(type.LastIndexOf(':') + 1)..];
        return type.StartsWith("pulumi:providers:", StringComparison.Ordinal) ? $"provider {kind}" : kind;
    }

    /// <summary>Name with its namespace, as `infra/main`; the logical name where the resource has no other.</summary>
    public static string Name(PlanResource resource)
    {
        var holder = resource.Inputs["metadata"] ?? resource.Inputs;
        if (holder.TextOf("name") is not { } name || name == PlanValue.UnknownText || name == PlanValue.SecretText)
        {
            return resource.Name;
        }
        return holder.TextOf("namespace") is { } space ? $"{space}/{name}" : name;
    }

    /// <summary>A number of copies: `1 copy`, `2 copies`.</summary>
    public static string Copies(double number) =>
        number == 1 ? "1 copy" : $"{number.ToString(CultureInfo.InvariantCulture)} copies";

    /// <summary>The first names, and the number of the others: `a, b, c, d and 3 more`.</summary>
    /// <param name="names">Names.</param>
    /// <param name="shown">Number of names that are shown of many.</param>
    public static string List(IReadOnlyCollection<string> names, int shown = Shown) => names.Count <= shown + 1
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
}
