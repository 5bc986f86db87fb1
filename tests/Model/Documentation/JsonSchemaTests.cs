using System.Globalization;
using Infra.Model;
using Infra.Model.Documentation;
using Infra.Model.Loading;
using Infra.Model.Yaml;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Model.Documentation;

public sealed class JsonSchemaTests
{
    public static TheoryData<string> Files() => DescribedFiles.All();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task AcceptsEveryDescribedFile(string file)
    {
        var problems = new ProblemList();
        var map = SystemFiles.Read(Repository.Root, file, problems);
        Assert.Empty(problems.Sorted());
        Assert.Empty(
            await Errors(
                file.EndsWith("migration.yaml", StringComparison.Ordinal) ? JsonSchema.MigrationFile : JsonSchema.SystemFile, map!));
    }

    [Theory]
    [InlineData("domian: x")]
    [InlineData("cluster: {nodes: [{name: a, role: master}]}")]
    [InlineData("cluster: {nodes: [{role: server}]}")]
    [InlineData("cluster: {nodes: {name: a}}")]
    [InlineData("cluster: {k3s: {secretsEncryption: maybe}}")]
    [InlineData("storage: {volumes: [{name: a, size: 10GB}]}")]
    [InlineData("storage: {recurringJobs: [{name: a, schedule: daily}]}")]
    [InlineData("stack: {name: x}")]
    public async Task RefusesMistakes(string text) => Assert.NotEmpty(await Errors(JsonSchema.SystemFile, Map(text)));

    [Theory]
    [InlineData("cluster: {nodes: [{name: a, remove: true}]}")]
    [InlineData("cluster: {nodes: {replace: [{name: a}]}}")]
    [InlineData("cluster: {nodes: null, location: null, provider: null, k3s: null}")]
    [InlineData("namespaces: [{name: a, quota: {cpu: 16, memory: 32Gi}}]")]
    public async Task AcceptsEveryWayToMerge(string text) => Assert.Empty(await Errors(JsonSchema.SystemFile, Map(text)));

    private static async Task<IEnumerable<string>> Errors(string schemaFile, YamlMap map)
    {
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(Repository.File("stacks", "schema", schemaFile));
        return schema.Validate(Json(map)).Select(error => error.ToString());
    }

    private static YamlMap Map(string text) => (YamlMap)YamlReader.Read(text, "test.yaml", new ProblemList())!;

    private static JToken Json(YamlNode node) => node switch
    {
        YamlMap map => new JObject(map.Entries.Select(entry => new JProperty(entry.Key, Json(entry.Value)))),
        YamlSequence list => new JArray(list.Items.Select(Json)),
        YamlScalar { IsNull: true } => JValue.CreateNull(),
        YamlScalar { Plain: true, Text: "true" or "false" } flag => new JValue(flag.Text == "true"),
        YamlScalar { Plain: true } number when long.TryParse(
            number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) =>
            new JValue(value),
        YamlScalar { Plain: true } number when double.TryParse(
            number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) =>
            new JValue(value),
        YamlScalar scalar => JValue.CreateString(scalar.Text),
        _ => throw new InvalidOperationException(),
    };
}
