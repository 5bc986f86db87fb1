using Infra.Tests.Support;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about node ports that pass from one service to another.</summary>
public sealed class NodePortRuleTests
{
    private const string Type = "kubernetes:core/v1:Service";

    [Fact]
    [Pitfall("node-port-moves")]
    public void PortOfARemovedServiceIsFreeOnlyAtTheEnd() => Assert.Contains(
        "Danger Refused: Service b/two asks for the node port 30080, and the service a/one has it until the end of the run, where "
            + "deletions come, so that every run fails (provided port is already allocated)",
        Judged.Lines(Of(Resource(Type, "one", Service("a", "one", "30080"))), Of(Resource(Type, "two", Service("b", "two", "30080")))));

    [Fact]
    public void PortThatChangesHandsMayNotBeFreeYet() => Assert.Contains(
        "Danger Refused: Service a/two asks for the node port 30080, and the service a/one may have it still at that time, so that the run "
            + "fails (provided port is already allocated)",
        Judged.Lines(
            Of(Resource(Type, "one", Service("a", "one", "30080")), Resource(Type, "two", Service("a", "two", "30081"))),
            Of(Resource(Type, "one", Service("a", "one", "30082")), Resource(Type, "two", Service("a", "two", "30080")))));

    [Theory]
    [InlineData("30080, protocol: UDP")]
    [InlineData("30081")]
    public void OtherPortsDoNotCollide(string port) => Each.Lacks(
        [
            "none",
            .. Judged.Lines(
                Of(Resource(Type, "one", Service("a", "one", "30080"))), Of(Resource(Type, "two", Service("b", "two", port)))),
        ],
        line => line.Contains("node port", StringComparison.Ordinal));

    [Fact]
    public void ServiceKeepsItsPort() => Each.Lacks(
        [
            "none",
            .. Judged.Lines(
                Of(Resource(Type, "one", Service("a", "one", "30080"))),
                Of(Resource(Type, "one", Service("a", "one", "30080, targetPort: 81")))),
        ],
        line => line.Contains("node port", StringComparison.Ordinal));

    private static string Service(string @namespace, string name, string port) =>
        $"{{metadata: {{name: {name}, namespace: {@namespace}}}, spec: {{type: NodePort, ports: [{{port: 80, nodePort: {port}}}]}}}}";
}
