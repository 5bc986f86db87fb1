using Infra.Cluster;
using Infra.Model;

namespace Infra.Tests.Snapshots;

public sealed class ScriptReferencesTests
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(ClusterSpec.Root)]
    [InlineData("debian")]
    public void ScriptsAreReferredToByNameAndDigest(string user)
    {
        var step = NodeStep.Compose("start", "n1", None, user);

        var written = ScriptReferences.In(step);

        Assert.Matches("<cluster/lib.sh [0-9a-f]{12}>\n<cluster/node.sh [0-9a-f]{12}>\n<cluster/start.sh [0-9a-f]{12}>\n", written);
        Assert.InRange(written.Split('\n').Length, 4, 12);
        Assert.True(step.Split('\n').Length > 100, "the step contains its scripts");
    }

    [Fact]
    public void ChangedScriptStandsInFull()
    {
        var step = NodeStep.Compose("start", "n1", None, ClusterSpec.Root);

        var written = ScriptReferences.In(step.Replace("\nfi\n", "\n:\nfi\n", StringComparison.Ordinal));

        Assert.Contains("<cluster/start.sh", ScriptReferences.In(step), StringComparison.Ordinal);
        Assert.DoesNotContain("<cluster/start.sh", written, StringComparison.Ordinal);
    }
}
