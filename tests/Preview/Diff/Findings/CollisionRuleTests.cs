using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about names and addresses that are given anew before they are free.</summary>
public sealed class CollisionRuleTests
{
    private const string Attachment = "hcloud:index/serverNetwork:ServerNetwork";
    private const string Map = "kubernetes:core/v1:ConfigMap";

    [Fact]
    public void AddressOfARemovedNodeIsFreeOnlyAtTheEnd() => Assert.Contains(
        "Danger Refused: ServerNetwork worker-9-private (10.0.1.12, of worker-1-private): the former one has the address until the end of "
            + "the run, where deletions come, so that the creation fails",
        Judged.Lines(
            Of(Resource(Attachment, "worker-1-private", "ip: 10.0.1.12")), Of(Resource(Attachment, "worker-9-private", "ip: 10.0.1.12"))));

    [Theory]
    [InlineData("hcloud:index/server:Server", "{name: a}", "(a, of one)")]
    [InlineData(Map, "metadata: {name: a, namespace: b}", "(b/a, of one)")]
    public void NameIsFreeOnlyAtTheEnd(string type, string inputs, string named) => Assert.Contains(
        $"two {named}: the former one has the name", Refused(type, inputs, inputs), StringComparison.Ordinal);

    [Theory]
    [InlineData(Attachment, "ip: 10.0.1.12", "ip: 10.0.1.13")]
    [InlineData(Map, "metadata: {name: a, namespace: b}", "metadata: {name: a, namespace: c}")]
    [InlineData("kubernetes:core/v1:NodePatch", "metadata: {name: a}", "metadata: {name: a}")]
    public void OthersDoNotCollide(string type, string old, string now) => Assert.Equal("", Refused(type, old, now));

    private static string Refused(string type, string old, string now) => string.Join(
        '\n',
        Judged.Lines(Of(Resource(type, "one", old)), Of(Resource(type, "two", now)))
            .Where(line => line.Contains(" Refused: ", StringComparison.Ordinal)));
}
