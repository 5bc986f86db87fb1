using Infra.Platform;
using Infra.Preview;
using Infra.Tests.Support;
using Mono.Cecil;
using Pulumi;

namespace Infra.Tests.Architecture;

/// <summary>
/// The layers, in the compiled assemblies: every folder of <c>infra/</c> uses only the folders below it. Slow: the code of the whole
/// program is read once.
/// </summary>
public sealed class LayersTests
{
    /// <summary>The types of <c>infra/Stack</c> that every layer may use, as a layer of their own.</summary>
    private const string Context = nameof(StackContext);

    /// <summary>The composition: the other types of <c>infra/Stack</c>.</summary>
    private const string Stack = "Stack";

    // Each layer with the layers it may use. Charts and Pods are building blocks of Kubernetes objects, Flows, Monitoring and Parts
    // the seam of the parts.
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Naming"] = ["Model"],
        [Context] = ["Model", "Naming"],
        ["Crds"] = [],
        ["Flows"] = ["Model", "Naming"],
        ["Monitoring"] = ["Model"],
        ["Charts"] = ["Model", "Naming", Context],
        ["Pods"] = ["Model", "Naming", Context],
        ["Parts"] = ["Model", "Naming", Context, "Flows", "Monitoring", "Charts"],
        ["Hosts"] = ["Model", "Naming", Context, "Parts"],
        ["Cluster"] = ["Model", "Naming", Context, "Parts", "Hosts", "Crds"],
        ["Platform"] = ["Model", "Naming", Context, "Crds", "Flows", "Monitoring", "Charts", "Pods", "Parts", "Hosts", "Cluster"],
        ["Databases"] = ["Model", "Naming", Context, "Crds", "Flows", "Monitoring", "Charts", "Pods", "Parts", "Hosts", "Cluster"],
        ["Apps"] =
        [
            "Model", "Naming", Context, "Crds", "Flows", "Monitoring", "Charts", "Pods", "Parts", "Hosts", "Cluster", "Platform",
            "Databases",
        ],
        ["Compose"] =
        [
            "Model", "Naming", Context, "Crds", "Flows", "Monitoring", "Charts", "Pods", "Parts", "Hosts", "Cluster", "Platform",
            "Databases",
        ],
        ["Migration"] =
        [
            "Model", "Naming", Context, "Crds", "Flows", "Monitoring", "Charts", "Pods", "Parts", "Hosts", "Cluster", "Platform",
            "Databases", "Apps", "Compose",
        ],
    };

    private static readonly string Program = typeof(InfraStack).Assembly.Location;

    private static readonly Lazy<(TypeReference From, TypeReference To)[]> All = new(() => [.. References.In(Program)]);

    public static TheoryData<string> Layers() => [.. MayUse.Keys];

    public static TheoryData<string> Folders() =>
        [.. Directory.GetDirectories(Repository.File("infra")).Select(folder => new DirectoryInfo(folder).Name)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void EveryFolderIsALayer(string folder) =>
        Assert.True(
            folder == Stack || MayUse.ContainsKey(folder),
            $"infra/{folder} has no place in the layers; add it to the architecture first");

    [Theory]
    [MemberData(nameof(Layers))]
    public void LayerUsesOnlyTheLayersBelow(string layer)
    {
        var broken = All.Value
            .Where(pair => LayerOf(pair.From) == layer && LayerOf(pair.To) is { } used && used != layer && !MayUse[layer].Contains(used))
            .Select(pair => $"{pair.From.FullName} uses {pair.To.FullName}");

        Assert.Empty(broken.Distinct());
    }

    [Fact]
    public void TypesAreInTheNamespaceOfTheirFolder() =>
        Each.Of(
            All.Value.Select(pair => pair.From.FullName).Distinct()
                .Where(name => name.StartsWith("Infra.", StringComparison.Ordinal) && name.Count(letter => letter == '.') > 1),
            name => Assert.Contains(name.Split('.')[1], MayUse.Keys));

    [Fact]
    public void ModelAndNamingDoNotUsePulumi()
    {
        Assert.NotEmpty(UsesOfPulumi("Cluster"));
        Assert.Empty(UsesOfPulumi("Model"));
        Assert.Empty(UsesOfPulumi("Naming"));

        static IEnumerable<string> UsesOfPulumi(string layer) =>
            All.Value.Where(pair => LayerOf(pair.From) == layer && pair.To.Namespace.StartsWith("Pulumi", StringComparison.Ordinal))
                .Select(pair => $"{pair.From.FullName} uses {pair.To.FullName}");
    }

    [Fact]
    public void ProgramUsesNeitherPreviewNorCommandLine() =>
        Each.Lacks(References.Assemblies(Program), name => name is "Infra.Preview" or "Infra.Cli");

    [Fact]
    public void PreviewUsesTheProgramAndNotTheCommandLine()
    {
        var used = References.Assemblies(typeof(StackPreview).Assembly.Location);

        Assert.Contains("Infra", used);
        Assert.DoesNotContain("Infra.Cli", used);
        Assert.Contains("Infra.Cli", References.Assemblies(typeof(LayersTests).Assembly.Location));
    }

    [Fact]
    public void EveryPartIsInTheList() =>
        Assert.Equal(
            typeof(InfraStack).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Infra.Parts.StackPart)) && !type.IsAbstract)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            StackParts.All.Select(part => part.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFolderOfThePlatformHasAPart() =>
        Assert.Equal(
            Directory.GetDirectories(Repository.File("infra", "Platform"))
                .Select(folder => new DirectoryInfo(folder).Name)
                .Order(StringComparer.Ordinal),
            PlatformParts.All.Select(part => part.GetType().Name[..^"Part".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryComponentTakesTheContext() =>
        Each.Of(
            from type in typeof(InfraStack).Assembly.GetTypes()
            where type.IsSubclassOf(typeof(ComponentResource)) && !type.IsSubclassOf(typeof(Pulumi.Stack))
            from constructor in type.GetConstructors()
            select (Component: type.Name, Inputs: constructor.GetParameters().Select(parameter => parameter.ParameterType)),
            constructor => Assert.True(constructor.Inputs.Contains(typeof(StackContext)), constructor.Component));

    private static string? LayerOf(TypeReference type) => type switch
    {
        { Namespace: "Infra", Name: nameof(StackContext) } => Context,
        { Namespace: "Infra" } => Stack,
        { Namespace: var name } when name.StartsWith("Infra.", StringComparison.Ordinal) => name.Split('.')[1],
        _ => null,
    };
}
