using Infra.Migration;
using Infra.Model;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Migration.Gates;

public sealed class PolicyDigestTests
{
    private const string System = "stacks/tiny/system.yaml";
    private const string Tiny = "stacks/tiny/env.prod.yaml";

    private const string Apps = """
        name: tiny
        domain: example.org
        cluster: {name: tiny, k3s: {artifacts: {binarySha256: {amd64: 'SUM'}, installScriptSha256: 'SUM'}}}
        namespaces: [{name: apps}]
        ingress: {tls: {mode: none}}
        apps:
          - {name: one, image: nginx:1.29.1, replicas: 2, nodeLabels: {a: b, c: d}}
          - {name: two, image: nginx:1.29.2, command: [a, b]}
        """;

    public static TheoryData<string, string> Changes() => new()
    {
        { "replicas: 2", "replicas: 3" },
        { "nginx:1.29.2", "nginx:1.29.3" },
        { "c: d", "c: e" },
        { "command: [a, b]", "command: [b, a]" },
        { "command: [a, b]", "command: [ab]" },
        { "domain: example.org", "domain: example.net" },
        { "name: two", "name: three" },
        { "command: [a, b]}", "command: [a, b], security: {readOnlyRoot: false}}" },
    };

    public static TheoryData<string, string> SameInOtherWords() => new()
    {
        { "namespaces: [{name: apps}]", "# a remark\nnamespaces:\n  - name: apps" },
        { "{name: one, image: nginx:1.29.1, replicas: 2", "{replicas: 2, name: one, image: nginx:1.29.1" },
        { "{a: b, c: d}", "{c: d, a: b}" },
        { "command: [a, b]}", "command: [a, b], replicas: 1}" },
        { "command: [a, b]}", "command: [a, b], description: An app}" },
        { "domain: example.org\n", "domain: example.org\ndescription: A system\n" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangedDescriptionHasAnotherDigest(string old, string changed) => Assert.NotEqual(Of(Apps), Of(Edited(old, changed)));

    [Theory]
    [MemberData(nameof(SameInOtherWords))]
    public void DigestIsThatOfTheDescriptionAndNotOfItsWords(string old, string changed) =>
        Assert.Equal(Of(Apps), Of(Edited(old, changed)));

    [Fact]
    public void OrderOfNamedEntriesIsLeftOut()
    {
        var lines = Apps.Split('\n');

        Assert.Equal(Of(Apps), Of(string.Join('\n', [.. lines[..^2], lines[^1], lines[^2]])));
    }

    [Fact]
    public void SettingCountsWhereverItIsWritten()
    {
        using var system = With(Edited("replicas: 2", "replicas: 3"));
        using var other = With(Apps);
        other.Write(Tiny, $"{File.ReadAllText(Path.Combine(other.Root, Tiny))}\napps: [{{name: one, replicas: 3}}]\n");

        Assert.Equal(PolicyDigest.Of(Load(system)), PolicyDigest.Of(Load(other)));
    }

    [Fact]
    public void StackWithAnotherNameHasAnotherDigest()
    {
        using var system = With(Apps);
        var spec = Load(system);

        Assert.NotEqual(PolicyDigest.Of(spec), PolicyDigest.Of(spec with { Stack = spec.Stack with { Name = "other" } }));
    }

    [Fact]
    public void StepAndMigrationThemselvesAreLeftOut()
    {
        using var system = With(Apps);
        var spec = Load(system);

        Assert.Equal(
            PolicyDigest.Of(spec),
            PolicyDigest.Of(spec with { Stack = spec.Stack with { Phase = "1" }, Migration = new() { Description = "A plan" } }));
    }

    [Fact]
    public void EachStepWithChangesHasADigestOfItsOwn()
    {
        string[] steps = ["", "2-deploy", "2-stage-10", "2-stage-30", "3-blue", "3-prod-10", "3-prod-50", "3-prod-100", "3-decommission"];
        var digests = steps.Select(step => PolicyDigest.Of(StackLoad.Load(FrozenSystems.Root, "prod", step).Result.Spec!)).ToList();

        Assert.Equal(digests.Distinct(), digests);
        Each.Of(digests, digest => Assert.Matches("^[0-9a-f]{64}$", digest));
    }

    private static string Edited(string old, string changed)
    {
        Assert.Contains(old, Apps, StringComparison.Ordinal);
        return Apps.Replace(old, changed, StringComparison.Ordinal);
    }

    private static ScratchSystem With(string text) =>
        new ScratchSystem().Write(System, text.Replace("SUM", new('0', 64), StringComparison.Ordinal));

    private static SystemSpec Load(ScratchSystem system)
    {
        var result = StackLoad.Load(system.Root, "prod").Result;
        Assert.NotNull(result.Spec);
        return result.Spec;
    }

    private static string Of(string text)
    {
        using var system = With(text);
        return PolicyDigest.Of(Load(system));
    }
}
