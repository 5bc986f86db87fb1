using Infra.Preview.Graph;

namespace Infra.Preview.Policy;

/// <summary>An object that breaks a rule.</summary>
/// <param name="Urn">URN of the resource.</param>
/// <param name="Name">Kind, namespace and name, such as <c>Deployment prod/wordpress-blue</c>.</param>
/// <param name="Detail">Part of the object, and what is wrong with it; empty where the rule says all.</param>
public sealed record PolicyObject(string Urn, string Name, string Detail)
{
    /// <summary>An object of a plan.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="detail">Part of the object, and what is wrong with it; empty (default) where the rule says all.</param>
    public static PolicyObject Of(PlanResource resource, string detail = "") => new(resource.Urn, NameOf(resource), detail);

    private static string NameOf(PlanResource resource)
    {
        if (resource.Inputs["metadata"] is not { } metadata)
        {
            return resource.Inputs.TextOf("chart") is { } chart
                ? $"release {resource.Inputs.TextOf("namespace")}/{resource.Inputs.TextOf("name") ?? chart}"
                : resource.Name;
        }

        var name = metadata.TextOf("name") ?? resource.Name;
        var place = metadata.TextOf("namespace") is { } space ? $"{space}/{name}" : name;
        return $"{resource.Inputs.TextOf("kind") ?? resource.Type} {place}";
    }
}
