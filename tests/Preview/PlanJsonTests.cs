using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview;

public sealed class PlanJsonTests
{
    private static readonly PlanGraph Plan = new(
        new("prod", "community", "prod", "2"),
        [
            new() { Urn = "urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod", Type = "pulumi:pulumi:Stack", Name = "infra-prod" },
            new()
            {
                Urn = "urn:pulumi:prod::infra::hcloud:index/server:Server::node1",
                Type = "hcloud:index/server:Server",
                Name = "node1",
                Parent = "urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod",
                Provider = "urn:pulumi:prod::infra::pulumi:providers:hcloud::default",
                DependsOn = ["urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod"],
                Protect = true,
                RetainOnDelete = true,
                IgnoreChanges = ["image"],
                ReplaceOnChanges = ["location"],
                DeleteBeforeReplace = false,
                DeletedWith = "urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod",
                Aliases = ["urn:pulumi:prod::infra::hcloud:index/server:Server::old"],
                Inputs = PlanValue.OfMap(
                    ["size", "names", "on", "none", "part"],
                    [
                        PlanValue.OfNumber(3),
                        PlanValue.OfList([PlanValue.OfText("zürich <&>"), PlanValue.None]),
                        PlanValue.OfTruth(true),
                        PlanValue.None,
                        PlanValue.OfNumber(0.5),
                    ]),
                SecretInputs = ["userData"],
                PropertyDependencies = new Dictionary<string, IReadOnlyList<string>>
                {
                    ["size"] = ["urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod"],
                    ["names"] = ["urn:a", "urn:b"],
                },
                SecretDigests = new Dictionary<string, string> { ["userData"] = "0123456789abcdef", ["a"] = "0" },
            },
        ],
        PlanValue.OfMap(["kubeconfig"], [PlanValue.Secret]));

    [Fact]
    public void ReadPlanHasTheSameBytes()
    {
        var bytes = PlanJson.Write(Plan);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(PlanJson.Write(PlanJson.Read(bytes))));
    }

    [Fact]
    public void KeepsEveryField()
    {
        var read = PlanJson.Read(PlanJson.Write(Plan));
        var server = read.Resources[1];
        Assert.Equal(new PlanHeader("prod", "community", "prod", "2"), read.Header);
        Assert.True(server.Protect && server.RetainOnDelete && server.DeleteBeforeReplace == false);
        Assert.Equal("urn:pulumi:prod::infra::pulumi:providers:hcloud::default", server.Provider);
        Assert.Equal(["image"], server.IgnoreChanges);
        Assert.Equal(["location"], server.ReplaceOnChanges);
        Assert.Equal(["userData"], server.SecretInputs);
        Assert.Single(server.Aliases);
        Assert.Single(server.DependsOn);
        Assert.Equal(["names", "size"], server.PropertyDependencies.Keys);
        Assert.Equal(["urn:a", "urn:b"], server.PropertyDependencies["names"]);
        Assert.Equal("0123456789abcdef", server.SecretDigests["userData"]);
        Assert.Same(PlanValue.Secret, read.Outputs["kubeconfig"]);
        Assert.Equal(3, server.Inputs["size"]!.Number);
        Assert.Equal("zürich <&>", server.Inputs["names"]!.Items[0].Text);
        Assert.Equal("[secret]", read.Outputs.TextOf("kubeconfig"));
    }

    [Fact]
    public void ReadsPlansWithoutTheOptionalFields()
    {
        var old = JsonNode.Parse(PlanJson.Write(Plan))!;
        foreach (var resource in old["resources"]!.AsArray())
        {
            Assert.True(resource!.AsObject().Remove("propertyDependencies") & resource.AsObject().Remove("secretDigests"));
        }
        var read = PlanJson.Read(Encoding.UTF8.GetBytes(old.ToJsonString()));
        Assert.Empty(read.Resources[1].PropertyDependencies);
        Assert.Empty(read.Resources[1].SecretDigests);
    }

    [Fact]
    public void DocumentListsExactlyTheWrittenFields()
    {
        using var json = JsonDocument.Parse(PlanJson.Write(Plan));
        var written = json.RootElement.EnumerateObject().Select(field => field.Name)
            .Concat(json.RootElement.GetProperty("resources")[1].EnumerateObject().Select(field => field.Name));
        var described = File.ReadLines(Repository.File("docs", "plan-format.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);
        Assert.Equal(described, written);
    }

    [Fact]
    public void WritesWholeNumbersWithoutFraction() =>
        Assert.Contains("\"size\": 3\n", Encoding.UTF8.GetString(PlanJson.Write(Plan)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "not a plan")]
    [InlineData("[]", "\"format\" is missing")]
    [InlineData("""{"format":"infra.plan/9"}""", "infra.plan/9")]
    [InlineData(
        """{"format":"infra.plan/1","stack":"a","system":"b","environment":"c","phase":null,"resources":[{}],"outputs":{}}""",
        "\"deleteBeforeReplace\" is missing")]
    [InlineData(
        """{"format":"infra.plan/1","stack":1,"system":"b","environment":"c","phase":null,"resources":[],"outputs":{}}""",
        "\"stack\" is no text")]
    [InlineData(
        """{"format":"infra.plan/1","stack":"a","system":"b","environment":"c","phase":null,"resources":{},"outputs":{}}""",
        "not a plan")]
    public void RefusesWhatIsNoPlanWithTheReason(string text, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<FormatException>(() => PlanJson.Read(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);
}
