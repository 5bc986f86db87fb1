using System.Text;
using Infra.Cli.Output;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

public sealed class ColumnsTests
{
    [Fact]
    public void NamesAreCutInTheMiddle()
    {
        var cut = Columns.Elide("a-very-long-name-that-ends-in-node-12", 20);
        Assert.Equal(20, cut.Length);
        Assert.StartsWith("a-very", cut, StringComparison.Ordinal);
        Assert.EndsWith("-node-12", cut, StringComparison.Ordinal);
        Assert.Contains("…", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("short", 1, "…")]
    [InlineData("short", 0, "")]
    public void WhatFitsIsLeftWhole(string text, int width, string shown) => Assert.Equal(shown, Columns.Elide(text, width));

    [Fact]
    public void ListsAreWrapped()
    {
        var text = new StringBuilder();
        Columns.AddWrapped(text, "  ", [.. Enumerable.Range(0, 40).Select(i => "item " + i)]);
        var lines = text.ToString().TrimEnd('\n').Split('\n');
        Assert.True(lines.Length > 1);
        Each.Of(lines, line => Assert.InRange(line.Length, 3, Columns.Width));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => "item " + i), string.Join(' ', lines.Select(line => line.Trim())).Split(", "));
    }

    [Theory]
    [InlineData("pulumi:pulumi:Stack", "stack")]
    [InlineData("hcloud:index/server:Server", "hcloud Server")]
    [InlineData("kubernetes:core/v1:ConfigMap", "v1 ConfigMap")]
    [InlineData("kubernetes:apps/v1:Deployment", "apps/v1 Deployment")]
    [InlineData("infra:hetzner:Network", "component Network")]
    [InlineData("pulumi:providers:hcloud", "provider hcloud")]
    [InlineData("odd", "odd")]
    public void KindsAreSaidInWords(string type, string words) => Assert.Equal(words, KindName.Of(type));
}
