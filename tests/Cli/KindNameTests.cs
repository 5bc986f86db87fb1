using Infra.Cli.Output;

namespace Infra.Tests.Cli;

public sealed class KindNameTests
{
    [Theory]
    [InlineData("pulumi:pulumi:Stack", "stack")]
    [InlineData("pulumi:pulumi:StackReference", "StackReference")]
    [InlineData("hcloud:index/server:Server", "hcloud Server")]
    [InlineData("kubernetes:core/v1:ConfigMap", "v1 ConfigMap")]
    [InlineData("kubernetes:apps/v1:Deployment", "apps/v1 Deployment")]
    [InlineData("infra:hetzner:Network", "component Network")]
    [InlineData("pulumi:providers:hcloud", "provider hcloud")]
    [InlineData("odd", "odd")]
    public void TypeTokenBecomesWords(string type, string words) => Assert.Equal(words, KindName.Of(type));
}
