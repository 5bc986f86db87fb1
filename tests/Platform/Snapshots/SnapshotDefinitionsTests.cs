using Infra.Preview.Rendering;
using Infra.Tests.Schemas;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;
using YamlDotNet.Serialization;

namespace Infra.Tests.Platform;

/// <summary>Definitions of the snapshot controller, compared with the upstream ones. Slow: large definitions are parsed as YAML.</summary>
public sealed class SnapshotDefinitionsTests
{
    [SkippableTheory]
    [InlineData("volumesnapshotclasses")]
    [InlineData("volumesnapshotcontents")]
    [InlineData("volumesnapshots")]
    [Pitfall("snapshots-definitions-drift")]
    public async Task DefinitionEqualsTheUpstreamDefinition(string plural)
    {
        var file = Repository.Reference("data", "crds", "external-snapshotter-8.6.0", $"snapshot.storage.k8s.io_{plural}.yaml");
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var upstream = Served(JToken.FromObject(deserializer.Deserialize<Dictionary<string, object?>>(await File.ReadAllTextAsync(file))));
        var own = (await Plans.OfAsync("prod")).Resources.Single(resource => resource.Name == $"snapshots-{plural}");

        Assert.Equal(Sorted(upstream).ToString(), Sorted(Served(Tokens.Of(SentObject.Of(own.Inputs)))).ToString());
    }

    /// <summary>
    /// A definition without descriptions, the versions not served, the status, the labels, and the tool that generated it.
    /// </summary>
    private static JObject Served(JToken definition)
    {
        var copy = (JObject)definition.DeepClone();
        foreach (var version in copy["spec"]!["versions"]!.Where(version => version["name"]!.ToString() != "v1").ToArray())
        {
            version.Remove();
        }
        foreach (
            var text in copy.Descendants()
                .OfType<JProperty>()
                .Where(property => property.Name == "description" && property.Value.Type == JTokenType.String)
                .ToArray())
        {
            text.Remove();
        }
        copy.Remove("status");
        ((JObject)copy["metadata"]!).Remove("labels");
        copy["metadata"]!["annotations"]!["controller-gen.kubebuilder.io/version"]?.Parent!.Remove();
        return copy;
    }

    private static JToken Sorted(JToken token) => token switch
    {
        JObject map =>
            new JObject(
                map.Properties()
                    .OrderBy(property => property.Name, StringComparer.Ordinal)
                    .Select(property => new JProperty(property.Name, Sorted(property.Value)))),
        JArray list => new JArray(list.Select(Sorted)),
        _ => token.Type is JTokenType.Float && (double)token % 1 == 0 ? new JValue((long)token) : token,
    };
}
