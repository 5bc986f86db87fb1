using Infra.Cluster;
using Infra.Model;

namespace Infra.Tests.Snapshots;

public sealed class ScriptReferencesTests
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    [Fact]
    public void ScriptsAreReferredToByNameAndDigest()
    {
        var step = NodeStep.Input("start", "n1", ClusterSpec.Root, TimeSpan.FromMinutes(1), NodeStep.Compose("start", "n1", None));

        var written = ScriptReferences.In(step);

        Assert.Matches("<cluster/run.sh [0-9a-f]{12}>\n", written);
        Assert.Matches("<cluster/lib.sh [0-9a-f]{12}>\n<cluster/node.sh [0-9a-f]{12}>\n<cluster/start.sh [0-9a-f]{12}>\n", written);
        Assert.InRange(written.Split('\n').Length, 4, 20);
        Assert.True(step.Split('\n').Length > 100, "the step contains its scripts");
    }

    [Fact]
    public void ChangedScriptStandsInFull()
    {
        var step = NodeStep.Compose("start", "n1", None);

        var written = ScriptReferences.In(step.Replace("\nfi\n", "\n:\nfi\n", StringComparison.Ordinal));

        Assert.Contains("<cluster/start.sh", ScriptReferences.In(step), StringComparison.Ordinal);
        Assert.DoesNotContain("<cluster/start.sh", written, StringComparison.Ordinal);
    }
}
