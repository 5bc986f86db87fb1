using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff;

public sealed class ValueDifferTests
{
    private const string Deployment = "kubernetes:apps/v1:Deployment";
    private const string Cluster = "kubernetes:postgresql.cnpg.io/v1:Cluster";
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Server = "hcloud:index/server:Server";

    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [InlineData("a: 1", "a: 2", "~ a")]
    [InlineData("a: 1", "b: 1", "- a, + b")]
    [InlineData("a: {b: {c: x, d: y}}", "a: {b: {c: z, d: y}}", "~ a.b.c")]
    [InlineData("data: {tls.key: a}", "data: {tls.key: b}", "~ data[\"tls.key\"]")]
    [InlineData("a: {b: 1}", "a: [1]", "~ a")]
    [InlineData("a: {b: 1}", "{}", "- a")]
    [InlineData("a: true", "a: 'true'", "~ a")]
    [InlineData("a: 1", "a: 1.0", "")]
    public void NamesEachChangeByItsPath(string old, string value, string changes) => Assert.Equal(changes, Changes("x:y:Z", old, value));

    [Theory]
    [InlineData("[a, b]", "[b, a]", "% l")]
    [InlineData("[a, b]", "[a, b, c]", "+ l[2]")]
    [InlineData("[a, b, c]", "[a, c]", "- l[1]")]
    [InlineData("[a, b]", "[a, c]", "+ l[1], - l[1]")]
    [InlineData("[a, a]", "[a]", "- l[1]")]
    [InlineData("[a, b, c]", "[c, a, d]", "% l, + l[2], - l[1]")]
    [InlineData("[{a: 1, b: 2, c: 3}]", "[{a: 1, b: 2, c: 4}]", "~ l[0].c")]
    [InlineData("[{a: 1, b: 2}, {a: 3, b: 4}]", "[{a: 3, b: 4}]", "- l[0]")]
    [InlineData("[{a: 3, b: 4}]", "[{a: 1, b: 2}, {a: 3, b: 5}]", "+ l[0], ~ l[1].b")]
    [InlineData("[{port: 80}]", "[{port: 443}]", "~ l[0].port")]
    [InlineData("[{ip: 1}]", "[{pod: 1}]", "+ l[0], - l[0]")]
    [InlineData("[{name: a, x: 1, y: 1}]", "[{name: b, x: 1, y: 1}]", "+ l[0], - l[0]")]
    [InlineData("[{match: A, kind: Rule, services: [x]}]", "[{match: B, kind: Rule, services: [x]}]", "~ l[0].match")]
    [InlineData("[{verbs: [get], resources: [pods]}]", "[{verbs: [get, list], resources: [pods]}]", "+ l[0].verbs[1]")]
    [InlineData("[[a, b]]", "[[a, c]]", "+ l[0][1], - l[0][1]")]
    public void MatchesListsWithoutKeyByContent(string old, string value, string changes) =>
        Assert.Equal(changes, Changes("x:y:Z", $"l: {old}", $"l: {value}"));

    [Theory]
    [InlineData("args", "[--a=1, --b=2]", "[--a=1, --b=3]", "~ args[1]")]
    [InlineData("args", "[--a=1, --b=2]", "[--b=3, --c, --d]", "~ args[0], + args[1], + args[2], - args[0]")]
    [InlineData("triggers", "[one, two]", "[three, two]", "~ triggers[0]")]
    [InlineData("command", "[sh, -c, \"a\\nb\"]", "[sh, -c, \"a\\nc\"]", "~ command[2]")]
    [InlineData("ids", "['[known after up]', 1]", "[2, 1]", "~ ids[0]")]
    public void ComparesItemsOfOrderedListsInTheirPlace(string field, string old, string value, string changes) =>
        Assert.Equal(changes, Changes("x:y:Z", $"{field}: {old}", $"{field}: {value}"));

    [Theory]
    [InlineData(
        "containers: [{name: a, image: x}, {name: b, image: y}]",
        "containers: [{name: c, image: z}, {name: a, image: x2}]",
        "+ containers[name=c], ~ containers[name=a].image, - containers[name=b]")]
    [InlineData(
        "containers: [{name: a, env: [{name: X, value: 1}, {name: Y, value: 2}]}]",
        "containers: [{name: a, env: [{name: Y, value: 2}, {name: X, value: 3}]}]",
        "% containers[name=a].env, ~ containers[name=a].env[name=X].value")]
    [InlineData(
        "containers: [{name: a, ports: [{containerPort: 80, name: web}]}]",
        "containers: [{name: a, ports: [{containerPort: 80, name: http}]}]",
        "~ containers[name=a].ports[containerPort=80,protocol=TCP].name")]
    [InlineData(
        "volumeMounts: [{mountPath: '/a[b]', name: x}]",
        "volumeMounts: [{mountPath: '/a[b]', name: y}]",
        "~ volumeMounts[mountPath=\"/a[b]\"].name")]
    [InlineData(
        "env: [{name: A, value: 1}, {name: A, value: 2}]",
        "env: [{name: A, value: 1}, {name: A, value: 3}]",
        "~ env[1].value")]
    public void MatchesItemsByTheKeyThatKubernetesHas(string old, string value, string changes) =>
        Assert.Equal(changes, Changes(Deployment, old, value));

    [Fact]
    public void NamesThePlaceOfAnItemForTheEngineToo()
    {
        var changes = Diff(
            Deployment,
            "containers: [{name: a, image: x}, {name: b}, {name: gone}]",
            "containers: [{name: new}, {name: a, image: y}, {name: b}]").Changes;
        Assert.Equal(["containers[0]", "containers[1].image", "containers[2]"], changes.Select(change => change.PlacePath));
    }

    [Theory]
    [InlineData(Deployment, "limits: {memory: 1Gi}", "limits: {memory: 1024Mi}", ChangeEffect.Ignored)]
    [InlineData(Deployment, "requests: {cpu: 1000m}", "requests: {cpu: 1}", ChangeEffect.Ignored)]
    [InlineData(Deployment, "requests: {cpu: '0.5'}", "requests: {cpu: 500m}", ChangeEffect.Ignored)]
    [InlineData(Deployment, "emptyDir: {sizeLimit: 1Gi}", "emptyDir: {sizeLimit: 1024Mi}", ChangeEffect.Ignored)]
    [InlineData("kubernetes:core/v1:ResourceQuota", "hard: {pods: '10'}", "hard: {pods: 10}", ChangeEffect.Ignored)]
    [InlineData("kubernetes:core/v1:LimitRange", "limits: [{max: {cpu: '2'}}]", "limits: [{max: {cpu: 2000m}}]", ChangeEffect.Ignored)]
    [InlineData(Deployment, "limits: {cpu: '1e0'}", "limits: {cpu: '1'}", ChangeEffect.Ignored)]
    [InlineData(Deployment, "limits: {cpu: '5E-1'}", "limits: {cpu: 500m}", ChangeEffect.Ignored)]
    [InlineData(Cluster, "storage: {size: 1Gi}", "storage: {size: 1024Mi}", ChangeEffect.Update)]
    [InlineData(Release, "values: {resources: {limits: {cpu: 1}}}", "values: {resources: {limits: {cpu: 1000m}}}", ChangeEffect.Update)]
    [InlineData("kubernetes:cert-manager.io/v1:Certificate", "spec: {duration: 2160h}", "spec: {duration: 2160h0m0s}", ChangeEffect.Update)]
    [InlineData(
        Deployment, "a: '[known after up]'\nlimits: {cpu: 1}", "a: '[known after up]'\nlimits: {cpu: 1000m}", ChangeEffect.Update)]
    public void KnowsEqualQuantitiesAndDurations(string type, string old, string value, ChangeEffect effect)
    {
        var change = Assert.Single(Diff(type, old, value).Changes);
        Assert.True(change.KeepsMeaning);
        Assert.Equal(effect, change.Effect);
    }

    [Theory]
    [InlineData(Deployment, "annotations: {x: 1000m}", "annotations: {x: '1'}")]
    [InlineData(Deployment, "limits: {memory: 1Gi}", "limits: {memory: 1G}")]
    [InlineData(Deployment, "limits: {memory: '1e3'}", "limits: {memory: '1e2'}")]
    [InlineData(Deployment, "limits: {memory: '1e99'}", "limits: {memory: '1e98'}")]
    [InlineData(Server, "limits: {memory: 1Gi}", "limits: {memory: 1024Mi}")]
    [InlineData(Deployment, "env: [{name: A, value: 1h}]", "env: [{name: A, value: 60m}]")]
    public void KeepsOtherTextsApart(string type, string old, string value)
    {
        var change = Assert.Single(Diff(type, old, value).Changes);
        Assert.False(change.KeepsMeaning);
        Assert.Equal(ChangeEffect.Update, change.Effect);
    }

    [Theory]
    [InlineData(Deployment, "metadata: {namespace: ''}", "metadata: {namespace: default}")]
    [InlineData(Deployment, "spec: {x: []}", "spec: {}")]
    [InlineData(Deployment, "metadata: {labels: {}}", "metadata: {}")]
    [InlineData(Deployment, "spec: {}", "spec: {hostNetwork: false}")]
    [InlineData(Server, "firewallIds: [1, 2]", "firewallIds: [2, 1]")]
    [InlineData("hcloud:index/firewall:Firewall", "rules: [{port: 1, x: 1}, {port: 2, x: 2}]", "rules: [{port: 2, x: 2}, {port: 1, x: 1}]")]
    public void IgnoresDifferencesThatTheProviderDoesNotSee(string type, string old, string value) =>
        Assert.Equal(ChangeEffect.Ignored, Assert.Single(Diff(type, old, value).Changes).Effect);

    [Theory]
    [InlineData(Deployment, "volumes: [{name: a, emptyDir: {}}]", "volumes: [{name: a}]")]
    [InlineData(Cluster, "spec: {x: []}", "spec: {}")]
    [InlineData(Server, "sshKeys: [a, b]", "sshKeys: [b, a]")]
    [InlineData(Deployment, "spec: {x: [a, b]}", "spec: {x: [b, a]}")]
    public void SeesDifferencesThatTheProviderSees(string type, string old, string value) =>
        Assert.Equal(ChangeEffect.Update, Assert.Single(Diff(type, old, value).Changes).Effect);

    [Fact]
    public void ComparesSecretsByTheirDigests()
    {
        const string Inputs = "{a: '[secret]', b: '[secret]', c: '[secret]', l: ['[secret]', '[secret]']}";
        var diff = ValueDiffer.Between(
            Resource("x:y:Z", Inputs, ("a", "1"), ("b", "2"), ("l[0]", "3"), ("l[1]", "4")),
            Resource("x:y:Z", Inputs, ("a", "1"), ("b", "9"), ("c", "5"), ("l[0]", "3"), ("l[1]", "8")));
        Assert.Equal(["b", "l[1]"], diff.Changes.Select(change => change.Path));
        Assert.Equal([true, true], diff.Changes.Select(change => change is { IsSecret: true, Old: null, New: null }));
        Assert.Equal(1, diff.UncomparedSecrets);
    }

    [Theory]
    [InlineData("a: plain", "a: '[secret]'")]
    [InlineData("a: '[secret]'", "a: plain")]
    [InlineData("{}", "a: '[secret]'")]
    public void HidesTheOtherSideOfASecret(string old, string value)
    {
        var change = Assert.Single(Diff("x:y:Z", old, value).Changes);
        Assert.True(change is { IsSecret: true, Old: null, New: null });
    }

    [Theory]
    [InlineData("'[known after up]'", "'[known after up]'", "")]
    [InlineData("'[known after up]'", "10.0.0.1", "~ a")]
    [InlineData("{b: 1}", "'[known after up]'", "~ a")]
    public void TakesUnknownValuesForEqual(string old, string value, string changes) =>
        Assert.Equal(changes, Changes("x:y:Z", $"a: {old}", $"a: {value}"));

    [Fact]
    public void ComparesOutputs() =>
        Assert.Equal("url", Assert.Single(ValueDiffer.Between(PlanValues.Of("url: a"), PlanValues.Of("url: b"))).Path);

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task PlansHaveNoDifferenceToThemselves(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var copy = PlanJson.Read(PlanJson.Write(plan));
        foreach (var resource in plan.Resources)
        {
            var diff = ValueDiffer.Between(copy.Find(resource.Urn)!, resource);
            Problems.None(diff.Changes.Select(change => $"{resource.Urn}: {change.Path}"));
            Assert.Equal(0, diff.UncomparedSecrets);
        }
    }

    private static string Changes(string type, string old, string value) =>
        string.Join(", ", Diff(type, old, value).Changes.Select(change => $"{Mark(change.Kind)} {change.Path}"));

    private static char Mark(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => '+',
        ChangeKind.Removed => '-',
        ChangeKind.Reordered => '%',
        _ => '~',
    };

    private static InputDiff Diff(string type, string old, string value) => ValueDiffer.Between(Resource(type, old), Resource(type, value));

    private static PlanResource Resource(string type, string inputs, params (string Path, string Digest)[] digests) => new()
    {
        Urn = "urn",
        Type = type,
        Name = "x",
        Inputs = PlanValues.Of(inputs),
        SecretInputs = inputs.Contains(PlanValue.SecretText, StringComparison.Ordinal) ? ["a"] : [],
        SecretDigests = digests.ToDictionary(entry => entry.Path, entry => entry.Digest, StringComparer.Ordinal),
    };
}
