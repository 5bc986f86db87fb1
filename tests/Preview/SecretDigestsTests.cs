using System.Collections.Immutable;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;
using Infra.Tests.Systems;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Tests.Preview;

public sealed class SecretDigestsTests
{
    [Theory]
    [InlineData("prod")]
    [InlineData("test")]
    [InlineData("homelab")]
    public async Task EveryMaskedInputHasADigest(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        foreach (var resource in plan.Resources)
        {
            Assert.Equal(
                SecretPaths(resource.Inputs, []).Order(StringComparer.Ordinal),
                resource.SecretDigests.Keys.Order(StringComparer.Ordinal));
        }
        Assert.Contains(plan.Resources, resource => resource.SecretDigests.Count > 1);
    }

    [Fact]
    public async Task SecretThatIsSetAnewChangesTheDigestsItFlowsInto()
    {
        using var project = new FrozenCopy();
        var missing = await PlanAsync(project);
        Set(project, "AAABADfZ0000");
        var set = await PlanAsync(project);
        var again = await PlanAsync(project);
        Set(project, "AAABAKx91111");
        var changed = await PlanAsync(project);

        Assert.NotEmpty(Changed(missing, set));
        Assert.Empty(Changed(set, again));
        Assert.Equal(Changed(missing, set), Changed(set, changed));
        Assert.Contains(Changed(set, changed), urn => urn.Contains("::pulumi:providers:hcloud::", StringComparison.Ordinal));
        Assert.DoesNotContain("AAABA", System.Text.Encoding.UTF8.GetString(PlanJson.Write(changed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesThatDependOnASecretHaveItsDigest()
    {
        var first = await MapsAsync(SecretToken.ForEncrypted("infra:token", "one"));
        var same = await MapsAsync(SecretToken.ForEncrypted("infra:token", "one"));
        var second = await MapsAsync(SecretToken.ForEncrypted("infra:token", "two"));

        Assert.Equal(["data.composed", "data.token"], first.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(first, same);
        Assert.NotEqual(first["data.composed"], second["data.composed"]);
        Assert.NotEqual(first["data.token"], first["data.composed"]);
    }

    [Fact]
    public async Task SecretMapHasADigestForEveryHiddenValue()
    {
        var plan = await SmallStack.PlanAsync(() => _ = new CoreV1.ConfigMap("map", new()
        {
            Data = Output.CreateSecret(ImmutableDictionary<string, string>.Empty.Add("host", "db").Add("a.b", "hunter2-hunter2")),
        }));
        Assert.Equal(["data[\"a.b\"]"], plan.Resources[1].SecretDigests.Keys);
    }

    private static async Task<IReadOnlyDictionary<string, string>> MapsAsync(string token)
    {
        var plan = await SmallStack.PlanAsync(
            () =>
            {
                var given = new Config().RequireSecret("token");
                _ = new CoreV1.ConfigMap("map", new()
                {
                    Data = { ["open"] = "shown", ["token"] = given, ["composed"] = given.Apply(text => $"user:{text}") },
                });
            },
            ("infra:token", token));
        return plan.Resources[1].SecretDigests;
    }

    private static void Set(FrozenCopy project, string encrypted)
    {
        var file = Path.Combine(project.Root, "Pulumi.dev.yaml");
        var lines = File.ReadLines(file).Where(line => !line.Contains("hcloud:token", StringComparison.Ordinal));
        File.WriteAllLines(file, [.. lines, $"  hcloud:token: {{secure: {encrypted}}}"]);
    }

    private static async Task<PlanGraph> PlanAsync(FrozenCopy project)
    {
        var outcome = await StackPreview.RunAsync(project.Root, "dev");
        Problems.None(outcome.Problems);
        return outcome.Graph!;
    }

    private static IEnumerable<string> Changed(PlanGraph old, PlanGraph plan) =>
        plan.Resources
            .Where(resource => !resource.SecretDigests.OrderBy(pair => pair.Key).SequenceEqual(
                old.Find(resource.Urn)!.SecretDigests.OrderBy(pair => pair.Key)))
            .Select(resource => resource.Urn);

    private static IEnumerable<string> SecretPaths(PlanValue value, ImmutableArray<string> path)
    {
        if (ReferenceEquals(value, PlanValue.Secret))
        {
            yield return PropertyPath.Write(path);
        }
        for (var i = 0; i < value.Items.Count; i++)
        {
            var step = value.Kind == PlanValueKind.Map ? value.Keys[i] : PropertyPath.At(i);
            foreach (var found in SecretPaths(value.Items[i], path.Add(step)))
            {
                yield return found;
            }
        }
    }
}
