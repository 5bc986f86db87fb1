using System.Text;
using System.Text.Json.Nodes;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Preview.Sources;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Sources;

/// <summary>Deployed states against the plans of their stacks.</summary>
public sealed class StateFileTests
{
    private const string Smallest = """
        {"version":3,"deployment":{"manifest":{},"resources":[
          {"urn":"urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod","type":"pulumi:pulumi:Stack","outputs":{"a":"b"}},
          {"urn":"urn:pulumi:prod::infra::kubernetes:core/v1:ConfigMap::map","custom":true,"id":"default/map",
           "parent":"urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod",
           "type":"kubernetes:core/v1:ConfigMap","inputs":EXTRA}]}}
        """;

    [Theory]
    [InlineData("prod")]
    [InlineData("stage")]
    [InlineData("homelab")]
    public async Task DeployedStackIsAsPlanned(string stack)
    {
        using var project = new FrozenCopy();
        Write(project, await DeployedStack.ExportAsync(project.Root, stack));

        var (old, plan) = await Sources(project).LoadAsync(Side("state.json"), Side(stack));

        Assert.Equal(Comparable(plan.Graph), Comparable(old.Graph));
        var diff = PlanDiffer.Between(old.Graph, plan.Graph);
        Assert.Empty(diff.Changed.Select(step => $"{step.Kind} {step.Resource.Urn}"));
        Assert.True(diff is { IsEmpty: true, UncomparedSecrets: > 0 });
        Assert.Empty(old.Warnings);
        Assert.Empty(old.Graph.Resources.Where(resource => resource.SecretDigests.Count > 0));
    }

    [Fact]
    public async Task PlanIsMadeWithTheDeployedAddresses()
    {
        using var project = new FrozenCopy();
        Write(project, await DeployedStack.ExportAsync(project.Root, "prod"));

        var (old, plan) = await Sources(project).LoadAsync(Side("state.json"), Side("prod"));
        var (reversedOld, reversed) = await Sources(project).LoadAsync(Side("prod"), Side("state.json"));

        Assert.Contains("95.216.2.", Comparable(plan.Graph), StringComparison.Ordinal);
        Assert.Contains("95.216.2.", Comparable(old.Graph), StringComparison.Ordinal);
        Assert.Equal((Comparable(plan.Graph), Comparable(old.Graph)), (Comparable(reversedOld.Graph), Comparable(reversed.Graph)));
    }

    [Fact]
    public async Task EditOfADeployedStackChangesWhatItChangesInThePlan()
    {
        using var project = new FrozenCopy();
        Write(project, await DeployedStack.ExportAsync(project.Root, "prod"));
        var before = await Sources(project).LoadAsync(Side("prod"));
        await File.AppendAllTextAsync(
            Path.Combine(project.Root, "Pulumi.prod.yaml"), "  infra:overrides: {storage: {volumes: [{name: mysql-data, size: 21Gi}]}}\n");

        var (state, plan) = await Sources(project).LoadAsync(Side("state.json"), Side("prod"));
        var after = await Sources(project).LoadAsync(Side("prod"));

        var steps = Steps(before.Graph, after.Graph);
        Assert.NotEmpty(steps);
        Assert.Equal(steps, Steps(state.Graph, plan.Graph));
    }

    [Fact]
    public async Task ResourceOfAFormerTypeIsMoved()
    {
        using var project = new FrozenCopy();
        var state = await DeployedStack.ExportAsync(project.Root, "stage");
        var moved = (await Sources(project).LoadAsync(Side("stage"))).Graph.Resources
            .First(resource => resource.Type == "kubernetes:networking.k8s.io/v1:NetworkPolicy" && resource.Aliases.Count > 0);
        var former = moved.Aliases[0];
        var resource = state["deployment"]!["resources"]!.AsArray().Single(each => (string?)each!["urn"] == moved.Urn)!;
        resource["urn"] = former;
        resource["type"] = former.Split("::")[2].Split('$')[^1];
        Write(project, state);

        var (old, plan) = await Sources(project).LoadAsync(Side("state.json"), Side("stage"));

        var step = Assert.Single(PlanDiffer.Between(old.Graph, plan.Graph).Changed);
        Assert.Equal((StepKind.Move, former, moved.Urn), (step.Kind, step.Old!.Urn, step.New!.Urn));
    }

    [Fact]
    public void SecretsAreMaskedAndNotKept()
    {
        var decrypted = new JsonObject { [StateFile.Signature] = StateFile.Secret, ["plaintext"] = "\"hunter2\"" };
        var inputs = new JsonObject { ["data"] = new JsonObject { ["a"] = DeployedStack.Secret(), ["b.c"] = decrypted } };
        var source = Read(inputs.ToJsonString());
        Assert.Same(PlanValue.Secret, source.Graph.Resources[1].Inputs.At("data", "a"));
        Assert.Same(PlanValue.Secret, source.Graph.Resources[1].Inputs.At("data", "b.c"));
        Assert.Equal("b", source.Graph.Outputs.TextOf("a"));
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(PlanJson.Write(source.Graph)), StringComparison.Ordinal);
    }

    [Fact]
    public void SecretsByTheirPlaceAreMasked()
    {
        var state = Smallest.Replace("v1:ConfigMap", "v1:Secret", StringComparison.Ordinal)
            .Replace("\"custom\":true", "\"custom\":true,\"additionalSecretOutputs\":[\"other\"]", StringComparison.Ordinal)
            .Replace(
                "EXTRA",
                $$$"""
                {"data":{"a":"hunter2"},"stringData":{"b":["hunter2"]},"other":"hunter2",
                 "c":{"{{{StateFile.Signature}}}":7,"d":"hunter2"}}
                """,
                StringComparison.Ordinal);
        var plan = StateFile.Read("state.json", Encoding.UTF8.GetBytes(state)).Graph;
        Assert.Equal(["c", "data", "other", "stringData"], plan.Resources[1].SecretInputs);
        Assert.Same(PlanValue.Secret, plan.Resources[1].Inputs.At("data", "a"));
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(PlanJson.Write(plan)), StringComparison.Ordinal);
    }

    [Fact]
    public void LongChainOfParentsIsRead()
    {
        const int Length = 30_000;
        var resources = new JsonArray();
        for (var i = 0; i < Length; i++)
        {
            resources.Add(new JsonObject
            {
                ["urn"] = $"urn:pulumi:a::b::t::{i}",
                ["type"] = "t",
                ["parent"] = $"urn:pulumi:a::b::t::{i + 1}",
            });
        }
        var state = new JsonObject { ["deployment"] = new JsonObject { ["resources"] = resources } };

        var plan = StateFile.Read("state.json", Encoding.UTF8.GetBytes(state.ToJsonString())).Graph;

        Assert.Equal((Length, $"{Length - 1}", "0"), (plan.Resources.Count, plan.Resources[0].Name, plan.Resources[^1].Name));
    }

    [Fact]
    public void DecryptedSecretIsMaskedWhereverItOccurs()
    {
        var decrypted = new JsonObject
        {
            [StateFile.Signature] = StateFile.Secret,
            ["plaintext"] = """{"password":"correct horse","pins":["12345678", 87654321]}""",
        };
        var state = JsonNode.Parse(Smallest.Replace(
            "EXTRA",
            """
            {"url":"postgres://app:correct horse@db/app","list":["x12345678"],"deep":{"a.b":"87654321"},"plain":"correct"},
            "outputs":{"url":"see correct horse","list":["correct horse"],"plain":"horse"}
            """,
            StringComparison.Ordinal))!;
        var resources = state["deployment"]!["resources"]!.AsArray();
        resources[0]!["outputs"]!["address"] = "correct horse";
        resources.Add(new JsonObject
        {
            ["urn"] = "urn:pulumi:prod::infra::random:index/randomPassword:RandomPassword::password",
            ["type"] = "random:index/randomPassword:RandomPassword",
            ["outputs"] = new JsonObject { ["result"] = decrypted },
        });

        var source = StateFile.Read("state.json", Encoding.UTF8.GetBytes(state.ToJsonString()));

        var map = Assert.Single(source.Graph.Resources, resource => resource.Name == "map");
        Assert.Equal(["deep[\"a.b\"]", "list[0]", "url"], map.SecretInputs);
        Assert.Equal("correct", map.Inputs.TextOf("plain"));
        Assert.Same(PlanValue.Secret, source.Graph.Outputs["address"]);
        var written = Encoding.UTF8.GetString(PlanJson.Write(source.Graph));
        Each.Of(
            ["correct horse", "12345678", "87654321"], secret => Assert.DoesNotContain(secret, written, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DecryptedSecretReachesNeitherPlanNorDifferenceNorCache()
    {
        const string Secret = "swordfish-4711";
        using var project = new FrozenCopy();
        var state = await DeployedStack.ExportAsync(project.Root, "prod");
        var resources = state["deployment"]!["resources"]!.AsArray().Select(each => each!.AsObject()).ToArray();
        var key = resources.First(each => (string?)each["type"] == "tls:index/privateKey:PrivateKey");
        key["outputs"]!["privateKeyOpenssh"] = new JsonObject
        {
            [StateFile.Signature] = StateFile.Secret,
            ["plaintext"] = $"\"{Secret}\"",
        };
        key["outputs"]!["publicKeyOpenssh"] = $"ssh-ed25519 {Secret}";
        key["id"] = Secret;
        var map = resources.First(each => (string?)each["type"] == "kubernetes:core/v1:ConfigMap");
        map["inputs"]!["data"] = new JsonObject { ["url"] = $"https://admin:{Secret}@example.org" };
        Write(project, state);
        var cache = Path.Combine(project.Root, "cache");
        var sources = new PlanSources(new() { Root = project.Root, WorkingDirectory = project.Root, CacheFolder = cache });

        var (old, plan) = await sources.LoadAsync(Side("state.json"), Side("prod"));

        var diff = PlanDiffer.Between(old.Graph, plan.Graph);
        var report = DiffReport.Of(old.Name, plan.Name, diff);
        Each.Of(
            [
                Encoding.UTF8.GetString(PlanJson.Write(old.Graph)),
                Encoding.UTF8.GetString(PlanJson.Write(plan.Graph)),
                Encoding.UTF8.GetString(DiffJson.Write(diff, report.Verdict, report.Cost)),
                DiffMarkdown.Write([report]),
            ],
            text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.False(Directory.Exists(cache));
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "c44067f5952c0a294b673a41bacd8c17", "[StringAsset]")]
    [InlineData("""{"path":"x"}""", "c44067f5952c0a294b673a41bacd8c17", "[FileAsset]")]
    [InlineData("""{"path":"x"}""", "0def7320c3a5731c473e5ecbe6d01bc7", "[FileArchive]")]
    [InlineData("""{"urn":"urn:a"}""", "5cf8f73096256a8f31e491e813e4eb8e", "urn:a")]
    [InlineData("""{}""", "00000000000000000000000000000000", "[known after up]")]
    public void SpecialValuesAreShownAsInAPlan(string value, string mark, string shown)
    {
        var special = JsonNode.Parse(value)!.AsObject();
        special[StateFile.Signature] = mark;
        Assert.Equal(shown, Read($$"""{"special":{{special.ToJsonString()}}}""").Graph.Resources[1].Inputs.TextOf("special"));
    }

    [Fact]
    public void AdditionsOfProvidersAreLeftOut()
    {
        var inputs = Read(
            """
            {"__defaults":["kind"],"kind":"ConfigMap","deep":{"__defaults":["a"],"a":1,"b":2},
             "metadata":{"name":"map-1a2b","annotations":{"pulumi.com/autonamed":"true"},"labels":{"a":"b"}}}
            """).Graph.Resources[1].Inputs;
        Assert.Equal(["deep", "metadata"], inputs.Keys);
        Assert.Equal(["b"], inputs["deep"]!.Keys);
        Assert.Equal(["labels"], inputs["metadata"]!.Keys);
    }

    [Fact]
    public void PendingOperationsAndDeletionsAreWarnings()
    {
        var state = JsonNode.Parse(Smallest.Replace("EXTRA", "{}", StringComparison.Ordinal))!;
        var deployment = state["deployment"]!;
        deployment["pending_operations"] = JsonNode.Parse("""[{"resource":{"urn":"urn:one"},"type":"creating"}]""");
        deployment["resources"]!.AsArray().Add(JsonNode.Parse("""{"urn":"urn:pulumi:prod::infra::t::old","type":"t","delete":true}"""));

        var source = StateFile.Read("state.json", Encoding.UTF8.GetBytes(state.ToJsonString()));

        Assert.Equal(
            [
                "state.json: urn:pulumi:prod::infra::t::old waits for its deletion since a former run; pulumi up completes it",
                "state.json: 1 operation was cut off, the first on urn:one; what it did is not in the state, so run pulumi refresh "
                    + "and export it again",
            ],
            source.Warnings);
        Assert.Equal(2, source.Graph.Resources.Count);
    }

    [Theory]
    [InlineData("""{"deployment":"v1:c2VjcmV0"}""", "the deployment is no object; export it with pulumi stack export")]
    [InlineData(
        """{"deployment":{"ciphertext":"v1:c2VjcmV0"}}""",
        "the deployment has no resources: it is encrypted as a whole or another format; export it with pulumi stack export")]
    [InlineData("""{"deployment":{"resources":[{}]}}""", "damaged state: a resource without urn")]
    [InlineData("""{"deployment":{"resources":[{"urn":"urn:a"}]}}""", "damaged state: urn:a has no type")]
    [InlineData("""{"deployment":{"resources":null,"manifest":{}}}""", "damaged state: its resources are no list")]
    [InlineData("""{"deployment":{"resources":{}}}""", "damaged state: its resources are no list")]
    [InlineData("""{"deployment":{"resources":[7]}}""", "damaged state: not as pulumi stack export writes it")]
    [InlineData(
        """{"deployment":{"resources":[{"urn":"urn:a::b","type":"t","dependencies":[7]}]}}""",
        "damaged state: urn:a::b is not as pulumi stack export writes it")]
    [InlineData(
        """
        {"deployment":{"resources":[
          {"urn":"urn:pulumi:a::b","type":"t","parent":"urn:pulumi:a::b"},{"urn":"urn:pulumi:a::b","type":"t"}]}}
        """,
        "damaged state: urn:pulumi:a::b is there twice")]
    [InlineData(
        """
        {"deployment":{"resources":[
          {"urn":"urn:pulumi:a::b","type":"t","parent":"urn:pulumi:a::c"},{"urn":"urn:pulumi:a::c","type":"t","parent":"urn:pulumi:a::b"}]}}
        """,
        "damaged state: cycle of parents at urn:pulumi:a::b")]
    [InlineData(
        """{"deployment":{"resources":[{"urn":"urn:a::b","type":"hcloud:index/volume:Volume","id":"one"}]}}""",
        "damaged state: urn:a::b: its ID 'one' is no number, as those of Hetzner Cloud are")]
    public async Task DamagedStateIsExplained(string content, string reason)
    {
        using var system = new ScratchSystem().Write("state.json", content);
        var sources = new PlanSources(new() { Root = system.Root, WorkingDirectory = system.Root });
        var refusal = await Assert.ThrowsAsync<SourceException>(() => sources.LoadAsync(Side("state.json")));
        Assert.Equal($"state.json: neither a plan (preview --json) nor a state (pulumi stack export): {reason}", refusal.Message);
    }

    [Fact]
    public void FileOfABackendIsReadToo()
    {
        var state = JsonNode.Parse(Smallest.Replace("EXTRA", "{}", StringComparison.Ordinal))!;
        var checkpoint = new JsonObject { ["checkpoint"] = new JsonObject { ["latest"] = state["deployment"]!.DeepClone() } };
        Assert.Equal(2, StateFile.Read("prod.json", Encoding.UTF8.GetBytes(checkpoint.ToJsonString())).Graph.Resources.Count);
    }

    [Fact]
    public async Task SavedPlanBesideAStateIsAWarning()
    {
        using var project = new FrozenCopy();
        Write(project, await DeployedStack.ExportAsync(project.Root, "stage"));
        var plan = await Sources(project).LoadAsync(Side("stage"));
        await File.WriteAllBytesAsync(Path.Combine(project.Root, "plan.json"), PlanJson.Write(plan.Graph));
        var (old, _) = await Sources(project).LoadAsync(Side("state.json"), Side("plan.json"));
        Assert.Equal(["plan.json: made without the values of state.json, so that computed values differ"], old.Warnings);
    }

    private static PlanSource Read(string inputs) =>
        StateFile.Read("state.json", Encoding.UTF8.GetBytes(Smallest.Replace("EXTRA", inputs, StringComparison.Ordinal)));

    private static SideName Side(string text) => SideName.Parse(text, _ => false);

    private static PlanSources Sources(FrozenCopy project) => new(new() { Root = project.Root, WorkingDirectory = project.Root });

    private static void Write(FrozenCopy project, JsonObject state) =>
        File.WriteAllText(Path.Combine(project.Root, "state.json"), state.ToJsonString());

    /// <summary>Resources and outputs as JSON, without what a state cannot have.</summary>
    private static string Comparable(PlanGraph plan)
    {
        var json = JsonNode.Parse(PlanJson.Write(plan))!.AsObject();
        json.Remove("phase");
        foreach (var resource in json["resources"]!.AsArray())
        {
            resource!.AsObject().Remove("secretDigests");
        }
        return json.ToJsonString(new() { WriteIndented = true });
    }

    private static string[] Steps(PlanGraph old, PlanGraph plan) =>
    [
        .. PlanDiffer.Between(old, plan).Changed.Select(
            step => $"{step.Kind} {step.Resource.Urn} {string.Join(", ", step.Changes.Select(change => change.Path))}"),
    ];
}
