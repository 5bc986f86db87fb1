using System.Text.RegularExpressions;
using Infra.Cluster;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

/// <summary>Rules for every script that runs on a node.</summary>
public sealed partial class ScriptsTests
{
    /// <summary>
    /// A reader that stops before its writer breaks the writer's pipe, which <c>pipefail</c> treats as a failure, occasionally, on a busy
    /// host. Such readers get their input as a text.
    /// </summary>
    [Fact]
    public void NoPipeEndsInAProgramThatStopsReadingEarly() => Assert.Empty(
        from file in Directory.GetFiles(Repository.File("infra"), "*.sh", SearchOption.AllDirectories)
        from line in File.ReadLines(file)
        where !line.TrimStart().StartsWith('#') && StopsEarly().IsMatch(line)
        select $"{Path.GetFileName(file)}: {line.Trim()}");

    [Theory]
    [InlineData("ip address | grep -qF x", true)]
    [InlineData("ip address | head -n 1", true)]
    [InlineData("ip address | awk '{ print $2; exit }'", true)]
    [InlineData("grep -q x <<<\"$text\"", false)]
    [InlineData("ip address | awk '{ found = 1 } END { exit !found }'", false)]
    [InlineData("df | tail -n 1", false)]
    [InlineData("[ -s file ] || grep -q x file", false)]
    public void RecognisesProgramsThatStopReadingEarly(string line, bool stops) => Assert.Equal(stops, StopsEarly().IsMatch(line));

    [Fact]
    public void ScriptsThatUseFunctionsOfNodeShRequireIt()
    {
        var folder = Repository.File("infra", "Cluster", "Scripts");
        var shared = Functions(File.ReadAllText(Path.Combine(folder, "node.sh")));
        var scripts = Directory.GetFiles(folder, "*.sh")
            .Where(file => Path.GetFileName(file) is not ("lib.sh" or "node.sh" or "run.sh"))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);

        var users = scripts.Where(script => shared.Except(Functions(script.Value)).Any(name => Words(script.Value).Contains(name)));
        var requiring = scripts.Where(script => script.Value.Split('\n')[1] + "\n" == NodeStep.RequiresNode);

        Assert.Contains("start.sh", users.Select(script => script.Key));
        Assert.Equal(
            users.Select(script => script.Key).Order(StringComparer.Ordinal),
            requiring.Select(script => script.Key).Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Functions(string script) =>
        [.. FunctionName().Matches(script).Select(match => match.Groups[1].Value)];

    private static HashSet<string> Words(string script) =>
    [
        .. script.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))
            .SelectMany(line => Word().Matches(Prose().Replace(line, ""))).Select(match => match.Value),
    ];

    [GeneratedRegex(@"^(\w+)\(\) \{", RegexOptions.Multiline)]
    private static partial Regex FunctionName();

    /// <summary>A quoted text that runs no command.</summary>
    [GeneratedRegex("""
        "(?:(?!\$\()[^"])*"
        """)]
    private static partial Regex Prose();

    [GeneratedRegex(@"(?<![\w.$/-])[a-z_]+(?![\w./-])")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<!\|)\|\s*(grep\s+-\w*[qm]|head\b|sed\s[^|]*\bq\b|awk\b(?![^|]*END)[^|]*\bexit\b)")]
    private static partial Regex StopsEarly();
}
