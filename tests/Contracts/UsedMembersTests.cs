using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Preview;
using Infra.SdkGenerator;
using Infra.Tests.Architecture;
using Mono.Cecil;

namespace Infra.Tests.Contracts;

/// <summary>
/// Members of the Pulumi packages that the compiled program, preview, command line and tests refer to: all are in
/// <c>sdk/contracts</c>, and so in the official packages, where the same sources must compile.
/// </summary>
public sealed partial class UsedMembersTests
{
    private static readonly Lazy<Dictionary<string, HashSet<string>>> Contracts = new(ReadContracts);

    public static TheoryData<string> Assemblies() =>
    [
        typeof(InfraStack).Assembly.Location, typeof(StackPreview).Assembly.Location, typeof(App).Assembly.Location,
        typeof(UsedMembersTests).Assembly.Location,
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void EveryMemberIsInTheContracts(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var used = module.GetMemberReferences()
            .Where(member => IsOfPulumi(member.DeclaringType))
            .Select(member => (Type: NameOf(member.DeclaringType), Member: NameOf(member)))
            .Distinct()
            .ToArray();

        Assert.Empty(used.Where(found => !Offers(found.Type, found.Member)).Select(found => $"{found.Type}: {found.Member}"));
        // The command line sees plans only; everything else uses the packages.
        Assert.Equal(!assembly.EndsWith("Infra.Cli.dll", StringComparison.Ordinal), used.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void EveryTypeIsInTheContracts(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);

        Assert.Empty(module.GetTypeReferences().Where(IsOfPulumi).Select(NameOf).Where(type => !Contracts.Value.ContainsKey(type)));
    }

    [Fact]
    public void ContractsAreReadWithTheirMembers()
    {
        Assert.True(Offers("Pulumi.Output`1", "Apply/1"));
        Assert.True(Offers("Pulumi.InputMap`1", "set_Item/2"));
        Assert.True(Offers("Pulumi.Deployment", "get_Instance/0"));
        Assert.True(Offers("Pulumi.Deployment", "TestWithServiceProviderAsync/3"));
        Assert.False(Offers("Pulumi.Deployment", "get_Stack/0"));
        Assert.False(Offers("Pulumi.StackReference", "set_Name/1"));
    }

#if PULUMI_OFFLINE
    /// <summary>An internal that the tests could use would compile here and nowhere else.</summary>
    [Fact]
    public void OfflineSdkShowsItsInternalsToNobody() => Assert.Empty(
        typeof(Pulumi.Deployment).Assembly.GetCustomAttributes(
            typeof(System.Runtime.CompilerServices.InternalsVisibleToAttribute), inherit: false));
#endif

    /// <summary>The tests of <c>sdk/</c> are not compiled with the official packages.</summary>
    [Fact]
    public void OtherTestsDoNotUseThoseOfTheOfflineSdk()
    {
        const string Own = "Infra.Tests.Sdk";
        var pairs = References.In(typeof(UsedMembersTests).Assembly.Location).ToArray();

        Assert.Empty(pairs.Where(pair => pair.From.Namespace != Own && pair.To.Namespace == Own)
            .Select(pair => $"{pair.From.FullName} uses {pair.To.FullName}"));
#if PULUMI_OFFLINE
        Assert.Contains(pairs, pair => pair.From.Namespace == Own && pair.To.Namespace == Own);
#endif
    }

    private static bool Offers(string type, string member) =>
        Contracts.Value.TryGetValue(type, out var members) && members.Contains(member);

    private static bool IsOfPulumi(TypeReference? type) =>
        type?.Scope is AssemblyNameReference { Name: var name }
        && (name == "Pulumi" || name.StartsWith("Pulumi.", StringComparison.Ordinal));

    /// <summary>Full name without arguments, nested types after a dot: <c>Pulumi.Output`1</c>.</summary>
    private static string NameOf(TypeReference type) => type.GetElementType().FullName.Replace('/', '.');

    private static string NameOf(MemberReference member) =>
        member is MethodReference method ? $"{method.Name}/{method.Parameters.Count}" : member.Name;

    private static Dictionary<string, HashSet<string>> ReadContracts()
    {
        var types = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        HashSet<string> members = [];
        var files = Directory.GetFiles(Path.Combine(Repository.Root(), "sdk", "contracts"), "*.api.txt");
        foreach (var line in files.SelectMany(File.ReadLines))
        {
            if (Header().Match(line) is { Success: true } header)
            {
                members = line.StartsWith("delegate ", StringComparison.Ordinal)
                    ? [".ctor/2", $"Invoke/{Parameters(InParentheses(line))}"]
                    : [];
                types.Add(WithArity(header.Groups["name"].Value), members);
            }
            else
            {
                members.UnionWith(MembersOf(line.Trim()));
            }
        }

        return types;
    }

    private static IEnumerable<string> MembersOf(string line)
    {
        if (Indexer().Match(line) is { Success: true } indexer)
        {
            return indexer.Groups["accessors"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(accessor => accessor == "get" ? "get_Item/1" : "set_Item/2");
        }

        if (Property().Match(line) is { Success: true } property)
        {
            var name = property.Groups["name"].Value;
            return property.Groups["accessors"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(accessor => accessor.EndsWith("get", StringComparison.Ordinal) ? $"get_{name}/0" : $"set_{name}/1");
        }

        return Method().Match(line) is { Success: true } method
            ? [$"{method.Groups["name"].Value}/{Parameters(method.Groups["parameters"].Value)}"]
            : [line.Split(' ')[^1]];
    }

    /// <summary>Number of parameters: the commas outside brackets, and one.</summary>
    private static int Parameters(string text)
    {
        var (depth, count) = (0, text.Length == 0 ? 0 : 1);
        foreach (var letter in text)
        {
            depth += letter switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            count += letter == ',' && depth == 0 ? 1 : 0;
        }

        return count;
    }

    private static string InParentheses(string line) => line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..^1];

    private static string WithArity(string name)
    {
        var bracket = name.IndexOf('<', StringComparison.Ordinal);
        return bracket < 0 ? name : $"{name[..bracket]}`{name.Count(letter => letter == ',') + 1}";
    }

    [GeneratedRegex(@"^(?:\w+ )*(?:class|struct|interface|enum|delegate .+?) (?<name>Pulumi[\w.]*(?:<[^>]*>)?)")]
    private static partial Regex Header();

    [GeneratedRegex(@" this\[[^\]]+\] \{ (?<accessors>[^}]+) \}")]
    private static partial Regex Indexer();

    [GeneratedRegex(@" (?<name>\w+) \{ (?<accessors>[^}]+) \}")]
    private static partial Regex Property();

    [GeneratedRegex(@" (?<name>\.?\w+)(?:<\w+(?:, \w+)*>)?\((?<parameters>.*)\)(?: where .*)?$")]
    private static partial Regex Method();
}
