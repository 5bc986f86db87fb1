using Infra.Cli.Commands;

namespace Infra.Tests.Cli;

public sealed class CommandLineTests
{
    private static readonly CommandForm[] Forms =
    [
        new()
        {
            Name = "show",
            Summary = "Shows.",
            Argument = "stack",
            Options = [new("--out", "FILE", "To a file.", IsRequired: true), new("--json", null, "As JSON.")],
            Examples = ["show prod --out a"],
        },
        new() { Name = "list", Summary = "Lists.", Examples = ["list"] },
    ];

    [Theory]
    [InlineData("show prod --out a --json")]
    [InlineData("show --json --out=a prod")]
    [InlineData("show --out a --json -- prod")]
    public void WordsMayComeInAnyOrder(string line)
    {
        var parsed = CommandLine.Parse(line.Split(' '), Forms);
        Assert.Equal("show", parsed.Command!.Name);
        Assert.Equal("prod", parsed.Argument);
        Assert.Equal("a", parsed.ValueOf("--out"));
        Assert.True(parsed.Has("--json"));
    }

    [Theory]
    [InlineData("", "no command given; the commands are show, list")]
    [InlineData("sho prod", "there is no command \"sho\"")]
    [InlineData("--json show", "a command comes first")]
    [InlineData("show", "`show` needs a stack: show prod --out a")]
    [InlineData("show prod", "`show` needs --out FILE")]
    [InlineData("show prod --out", "--out needs a value: --out FILE")]
    [InlineData("show prod --out=", "--out needs a value")]
    [InlineData("show prod --out --json", "--out needs a value")]
    [InlineData("show prod --out a --json=yes", "--json takes no value")]
    [InlineData("show prod --out a --out b", "--out is given twice")]
    [InlineData("show prod --out a --color", "has no option \"--color\"; it has --out, --json, --help")]
    [InlineData("show prod test --out a", "\"test\" is one word too many")]
    [InlineData("list prod", "\"prod\" is one word too many")]
    public void WhatDoesNotFitIsSaidWithWhatWould(string line, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => CommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Forms)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", null)]
    [InlineData("-h", null)]
    [InlineData("help", null)]
    [InlineData("help show", "show")]
    [InlineData("show --help", "show")]
    [InlineData("show prod -h", "show")]
    public void HelpCanBeAskedForAnywhere(string line, string? command)
    {
        var parsed = CommandLine.Parse(line.Split(' '), Forms);
        Assert.True(parsed.WantsHelp);
        Assert.Equal(command, parsed.Command?.Name);
    }
}
