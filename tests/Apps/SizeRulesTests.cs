using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Apps;

public sealed class SizeRulesTests
{
    private static readonly string Long = new('x', (128 * 1024) - 1);
    private static readonly string Half = new('x', 512 * 1024);

    [Fact]
    public void RefusesFilesThatOneObjectCannotHold() => RefusedAmongOthers(
        App($"files: [{{name: a, path: /a, content: {Half}}}, {{name: b, path: /b, content: {Half}x}}]"),
        "apps[phpmyadmin].files: the files in plain text have 1048577 bytes together, and one object of Kubernetes holds 1048576");

    [Fact]
    public void CountsTheFilesOfASecretByThemselves() => RefusedAmongOthers(
        App($"files: [{{name: a, path: /a, secret: rcloneConfig, before: {Half}, after: {Half}x}}, {{name: b, path: /b, content: c}}]"),
        "apps[phpmyadmin].files: the files with secrets have 1048");

    [Fact]
    public void RefusesAVariableWithWhichNoProcessStarts() =>
        RefusedAmongOthers(App($"env: [{{name: X, value: {Long}}}]"), "apps[phpmyadmin].env[X].value: name and value have 131072 bytes");

    [Theory]
    [InlineData("command")]
    [InlineData("args")]
    [InlineData("stopCommand")]
    public void RefusesAnArgumentWithWhichNoProcessStarts(string key) =>
        RefusedAmongOthers(App($"{key}: [{Long}x]"), $"apps[phpmyadmin].{key}: an argument has 131072 bytes or more");

    [Theory]
    [InlineData("command: an argument")]
    [InlineData("env[X].value: name and value")]
    public void RefusesThemInJobs(string says) => RefusedAmongOthers(
        App($"initJobs: [{{name: j, image: 'a:1', command: [{Long}x], env: [{{name: X, value: {Long}}}]}}]"),
        $"apps[phpmyadmin].initJobs[j].{says}");

    [Fact]
    public void AcceptsWhatJustFits() => Accepted(
        App($"files: [{{name: a, path: /a, content: {Half}}}, {{name: b, path: /b, content: {Half}}}], stopCommand: [{Long}], "
            + $"env: [{{name: X, value: {Long[2..]}}}]"));

    private static string App(string settings) => $"apps: [{{name: phpmyadmin, {settings}}}]";
}
