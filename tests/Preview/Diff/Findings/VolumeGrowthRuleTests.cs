using Infra.Preview;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about volumes that grow.</summary>
public sealed class VolumeGrowthRuleTests
{
    [Fact]
    public void FileSystemOfAVolumeAloneKeepsItsSize() => Assert.Contains(
        "Caution Data: Volume one grows from 10 to 20 GB, but the file system in it keeps its size",
        Judged.Lines("hcloud:index/volume:Volume", "size: 10", "size: 20"));

    [Fact]
    public async Task CommandOfTheNodeEnlargesTheFileSystem()
    {
        using var copy = new FrozenCopy();
        copy.Edit("stacks/community/env.prod.yaml", "worker-1, size: 600G", "worker-1, size: 700G");
        var outcome = await StackPreview.RunAsync(copy.Root, "prod");
        Problems.None(outcome.Problems);
        Assert.Contains(
            "Note Data: Volume community-worker-1-data grows from 600 to 700 GB, and worker-1-disk enlarges its file system in the same "
                + "run; a volume never shrinks again",
            Judged.Lines(await Plans.OfAsync("prod"), outcome.Graph!));
    }
}
