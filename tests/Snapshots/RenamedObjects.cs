using Infra.Preview.Graph;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Snapshots;

/// <summary>
/// Objects that another resource plans than in the approved plan. The provider takes over what exists, so Pulumi would update such an
/// object as the new resource and then delete it as the former one (docs/decisions/0015-existing-objects.md).
/// </summary>
internal static class RenamedObjects
{
    private const string Start = "---\n# ";

    /// <summary>Lists the objects whose resource has another URN and no alias with the former one.</summary>
    /// <param name="approved">The approved plan's text.</param>
    /// <param name="plan">The plan.</param>
    public static IReadOnlyList<string> Of(string approved, PlanGraph plan)
    {
        var former = Former(approved);
        var urns = plan.Resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from resource in plan.Resources
               let identity = Identity(
                   TypeOf(resource.Urn), resource.Inputs.At("metadata", "namespace")?.Text, resource.Inputs.At("metadata", "name")?.Text)
               where identity is not null
                   && former.TryGetValue(identity, out var urn)
                   && urn != resource.Urn
                   && !urns.Contains(urn)
                   && !resource.Aliases.Contains(urn)
               select $"{identity}: was {former[identity]} and is {resource.Urn}; keep the logical name, or give it an alias",
        ];
    }

    private static Dictionary<string, string> Former(string approved)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in approved.Split(Start, StringSplitOptions.RemoveEmptyEntries))
        {
            var line = document.IndexOf('\n', StringComparison.Ordinal);
            if (line > 0 && TypeOf(document[..line]) is { } type && Metadata(document[line..]) is { } metadata
                && Identity(type, Text(metadata, "namespace"), Text(metadata, "name")) is { } identity)
            {
                found.TryAdd(identity, document[..line]);
            }
        }

        return found;
    }

    private static YamlMappingNode? Metadata(string document)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(document));
        return (yaml.Documents[0].RootNode as YamlMappingNode)?.Children.TryGetValue("inputs", out var inputs) is true
            && inputs is YamlMappingNode map && map.Children.TryGetValue("metadata", out var metadata)
            ? metadata as YamlMappingNode
            : null;
    }

    private static string? Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) ? (value as YamlScalarNode)?.Value : null;

    // urn:pulumi:prod::infra::parent$kubernetes:core/v1:Namespace::name; a patch is not the object.
    private static string? TypeOf(string urn)
    {
        var start = urn.LastIndexOf("kubernetes:", StringComparison.Ordinal);
        return start < 0 || urn.Contains("Patch::", StringComparison.Ordinal)
            ? null
            : urn[start..urn.LastIndexOf("::", StringComparison.Ordinal)];
    }

    private static string? Identity(string? type, string? @namespace, string? name) =>
        type is null || name is null ? null : $"{type} {@namespace}/{name}";
}
