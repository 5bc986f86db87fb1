using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Preview.Rendering;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Kubernetes objects that a plan applies: its own, and those of the manifests that it applies as files or texts.</summary>
internal static class PlannedObjects
{
    private static readonly string[] ManifestKinds = ["crds", "manifests"];

    /// <summary>Lists the objects, each with the name of its resource.</summary>
    /// <exception cref="FileNotFoundException">A manifest that the plan fetches is not among the reference data.</exception>
    public static IEnumerable<(string Resource, JToken Object)> Of(PlanGraph plan)
    {
        foreach (var resource in plan.Resources)
        {
            if (ProviderFacts.IsKubernetesObject(resource.Type))
            {
                yield return (resource.Name, Tokens.Of(SentObject.Of(resource.Inputs)));
            }
            else if (resource.Type.StartsWith("kubernetes:yaml", StringComparison.Ordinal))
            {
                foreach (var one in Grouped(resource))
                {
                    yield return (resource.Name, one);
                }
            }
            else if (resource.Type.StartsWith("kubernetes:kustomize", StringComparison.Ordinal))
            {
                throw new NotSupportedException(
                    $"{resource.Name}: what a kustomization renders cannot be seen here; apply the objects themselves");
            }
        }
    }

    /// <summary>Reads the objects of a text; lists are split into their items.</summary>
    public static IEnumerable<JToken> InText(string text) =>
        YamlTokens.Documents(text).SelectMany(
            document => document.Text("kind") == "List" ? document.Maps("items").Select(found => (JToken)found.Item) : [document]);

    private static IEnumerable<JToken> Grouped(PlanResource resource) =>
        (resource.Inputs.TextOf("yaml") is { } yaml ? InText(yaml) : [])
        .Concat((resource.Inputs["objs"]?.Items ?? []).Select(one => Tokens.Of(SentObject.Of(one))))
        .Concat((resource.Inputs["files"]?.Items ?? []).SelectMany(file => InText(File.ReadAllText(Located(file.Text)))))
        .Concat(resource.Inputs.TextOf("file") is { } single ? InText(File.ReadAllText(Located(single))) : []);

    /// <summary>
    /// Finds a file of the repository, or of the reference data: there by the name and the version in its address.
    /// </summary>
    private static string Located(string address)
    {
        if (!address.Contains("://", StringComparison.Ordinal))
        {
            return Repository.File("infra", address);
        }

        var name = address[(address.LastIndexOf('/') + 1)..];
        return ManifestKinds.SelectMany(ReferenceData.Sets)
            .Where(set => address.Contains(set[(set.LastIndexOf('-') + 1)..], StringComparison.Ordinal))
            .Select(set => Path.Combine(set, name))
            .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"{address} is not among the reference data; tests/Schemas/download.sh says where it comes from");
    }
}
