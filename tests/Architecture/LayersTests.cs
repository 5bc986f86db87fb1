using Infra.Tests.Support;

namespace Infra.Tests.Architecture;

/// <summary>The arrows of docs and design: every folder of <c>infra/</c> may use only what stands below it.</summary>
public sealed class LayersTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Model"] = [],
        ["Naming"] = ["Model"],
        ["Crds"] = [],
        ["Hetzner"] = ["Model", "Naming"],
        ["Cluster"] = ["Model", "Naming", "Crds", "Hetzner"],
        ["Charts"] = ["Model", "Naming"],
        ["Pods"] = ["Model", "Naming"],
        ["Platform"] = ["Model", "Naming", "Crds", "Charts", "Pods", "Hetzner", "Cluster"],
        ["Databases"] = ["Model", "Naming", "Crds", "Charts", "Pods", "Hetzner", "Cluster"],
        ["Apps"] = ["Model", "Naming", "Crds", "Pods", "Hetzner", "Cluster"],
        ["Migration"] = ["Model", "Naming", "Crds", "Charts", "Pods", "Hetzner", "Cluster", "Platform", "Databases", "Apps"],
        ["Stack"] = ["Model", "Naming", "Crds", "Charts", "Pods", "Hetzner", "Cluster", "Platform", "Databases", "Apps", "Migration"],
    };

    public static TheoryData<string> Folders() => [.. Directory.GetDirectories(Repository.File("infra")).Select(folder => new DirectoryInfo(folder).Name)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void AFolderUsesOnlyWhatStandsBelowIt(string folder)
    {
        Assert.True(MayUse.ContainsKey(folder), $"infra/{folder} has no place in the layers; add it to the architecture first");
        var forbidden = MayUse.Keys.Except(MayUse[folder]).Where(other => other != folder);

        var broken =
            from file in Sources(folder)
            from other in forbidden
            where Mentions(File.ReadAllText(file), other)
            select $"{Path.GetRelativePath(Repository.Root, file)} uses Infra.{other}";

        Assert.Empty(broken);
    }

    [Fact]
    public void TheModelKnowsNoPulumi() =>
        Assert.DoesNotContain(Sources("Model"), file => File.ReadAllText(file).Contains("using Pulumi", StringComparison.Ordinal));

    [Fact]
    public void NothingBelowKnowsThePreviewOrTheCommandLine() =>
        Assert.DoesNotContain(
            Directory.GetFiles(Repository.File("infra"), "*.cs", SearchOption.AllDirectories),
            file => Mentions(File.ReadAllText(file), "Preview") || Mentions(File.ReadAllText(file), "Cli"));

    [Fact]
    public void ThePreviewDoesNotKnowTheCommandLine() =>
        Assert.DoesNotContain(Directory.GetFiles(Repository.File("preview"), "*.cs", SearchOption.AllDirectories), file => Mentions(File.ReadAllText(file), "Cli"));

    private static string[] Sources(string folder) => Directory.GetFiles(Repository.File("infra", folder), "*.cs", SearchOption.AllDirectories);

    private static bool Mentions(string source, string folder) =>
        source.Contains($"Infra.{folder};", StringComparison.Ordinal) || source.Contains($"Infra.{folder}.", StringComparison.Ordinal);
}
