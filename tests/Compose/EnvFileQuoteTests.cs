using CliWrap;
using CliWrap.Buffered;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

/// <summary>
/// Quoting of secret variables by the step that brings a project up, read by the rules of Compose's own parser. Slow: starts bash.
/// </summary>
public sealed class EnvFileQuoteTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData(" spaces around ")]
    [InlineData("a$b ${HOME} $$ #c =d")]
    [InlineData("double \" quote")]
    [InlineData("single ' quote")]
    [InlineData("both ' and \"")]
    [InlineData("back\\slash \\n \\t \\$x \\\\ two")]
    [InlineData("ends with a backslash\\")]
    [InlineData("ends with two\\\\")]
    [InlineData("backslash before \\' a quote, $HOME, \"x\" and \\n")]
    [InlineData("two before \\\\' a quote")]
    [InlineData("three before \\\\\\' a quote, and at the end \\\\\\")]
    [InlineData("line\nbreak\r\nand tab\t")]
    [InlineData("é \U0001F433")]
    public async Task ComposeReadsAQuotedValueAsItIs(string value)
    {
        var script = Repository.File("infra", "Compose", "Scripts", "project.sh");
        var quoted = await CliWrap.Cli.Wrap("bash")
            .WithArguments(["-c", $"eval \"$(sed -n '/^quote() {{/,/^}}/p' '{script}')\"; value=$(cat; printf x); quote \"${{value%x}}\""])
            .WithStandardInputPipe(PipeSource.FromString(value))
            .ExecuteBufferedAsync();

        Assert.Equal(value, ComposeEnvFile.Read($"ONE=1\nVALUE={quoted.StandardOutput}\nLAST=2\n")["VALUE"]);
        Assert.Equal("2", ComposeEnvFile.Read($"ONE=1\nVALUE={quoted.StandardOutput}\nLAST=2\n")["LAST"]);
    }
}
