using System.Text.RegularExpressions;
using Infra.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Architecture;

/// <summary>
/// The seam of the database engines: code outside an engine's folders does not name it. What remains is the list of engines, the section of
/// the described system, and the list of rules; so that is what a new engine changes outside its folders.
/// </summary>
public sealed class EngineMentionsTests
{
    private const int Most = 4;

    private static readonly string[] Sources =
    [
        .. new[] { "infra", "preview", "cli" }
            .SelectMany(folder => Directory.GetFiles(Repository.File(folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".sh" or ".sql" or ".props" or ".csproj"),
    ];

    public static TheoryData<string, string> Engines() => new()
    {
        { "Postgres", "postgres|cloudnativepg|cnpg|barman" },
        { "MySql", "mysql|percona|xtradb|pxc" },
        { "Redis", "redis" },
    };

    [Fact]
    public void EveryEngineIsCounted() => Assert.Equal(DatabaseEngines.All.Count, Engines().Count);

    [Theory]
    [MemberData(nameof(Engines))]
    public void AtMostFourFilesOutsideItsFoldersNameAnEngine(string engine, string words)
    {
        var foreign = Sources
            .Where(file => IsForeign(file, engine) && Regex.IsMatch(File.ReadAllText(file), words, RegexOptions.IgnoreCase))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .ToArray();

        Assert.NotEmpty(foreign);
        Assert.True(
            foreign.Length <= Most,
            $"{engine} is named in {foreign.Length} files outside its folders: {string.Join(", ", foreign)}");
    }

    // The kinds of an operator in Crds are the engine's own files; scripts of init jobs are written for one app and its server.
    private static bool IsForeign(string file, string engine)
    {
        string[] own =
        [
            Repository.File("infra", "Databases", "Engines", engine),
            Repository.File("infra", "Model", "Databases", engine),
            Repository.File("infra", "Crds"),
            Repository.File("infra", "Apps", "InitJobs", "Scripts"),
        ];
        return !own.Any(folder => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }
}
