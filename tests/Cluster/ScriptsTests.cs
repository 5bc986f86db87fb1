using System.Text.RegularExpressions;
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
    public void RecognisesProgramsThatStopReadingEarly(string line, bool stops) => Assert.Equal(stops, StopsEarly().IsMatch(line));

    [GeneratedRegex(@"\|\s*(grep\s+-\w*[qm]|head\b|sed\s[^|]*\bq\b|awk\b(?![^|]*END)[^|]*\bexit\b)")]
    private static partial Regex StopsEarly();
}
