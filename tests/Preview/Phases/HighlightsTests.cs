using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Preview.Phases;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Phases;

public sealed class HighlightsTests
{
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";
    private const string ConfigMap = "kubernetes:core/v1:ConfigMap";
    private const string Role = "kubernetes:rbac.authorization.k8s.io/v1:Role";
    private const string Server = "hcloud:index/server:Server";

    [Fact]
    public void DeletedAndReplacedResourcesComeFirst()
    {
        var old = Of(Resource(Server, "a", "{ location: nbg1 }"), Resource(ConfigMap, "gone"), Resource(Claim, "files"));
        var plan = Of(Resource(Server, "a", "{ location: fsn1 }"), Resource(Server, "b"));

        Assert.Equal(["a", "files", "gone", "b"], Names(old, plan));
    }

    [Fact]
    public void OtherResourcesAreCountedByOperationAndType()
    {
        var old = Of(Resource(Role, "a", "{ rules: [{ verbs: [get] }] }"));
        var plan = Of(
            Resource(Role, "a", "{ rules: [{ verbs: [list] }] }"),
            Resource(ConfigMap, "b"),
            Resource(ConfigMap, "c"),
            Resource("infra:platform:Part", "part"));
        var highlights = Highlights.Of(PlanDiffer.Between(old, plan));

        Assert.Empty(highlights.Shown);
        Assert.Equal([new(StepKind.Update, Role, 1), new(StepKind.Create, ConfigMap, 2)], highlights.Folded);
    }

    [Fact]
    public void LongListIsCut()
    {
        var plan = Of([.. Enumerable.Range(0, 30).Select(i => Resource(Server, $"server-{i}"))]);
        var highlights = Highlights.Of(PlanDiffer.Between(Of(), plan));

        Assert.Equal(12, highlights.Shown.Count);
        Assert.Equal([new(StepKind.Create, Server, 18)], highlights.Folded);
    }

    private static IEnumerable<string> Names(PlanGraph old, PlanGraph plan) =>
        Highlights.Of(PlanDiffer.Between(old, plan)).Shown.Select(step => step.Resource.Name);
}
