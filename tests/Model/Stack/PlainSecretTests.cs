using Infra.Model;

namespace Infra.Tests.Model.Stack;

public sealed class PlainSecretTests
{
    [Theory]
    [InlineData("ghp_0123456789abcdefghij0123456789abcdef", true)]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", true)]
    [InlineData("-----BEGIN CERTIFICATE-----", false)]
    [InlineData("ghp_short", false)]
    public void KnowsASecretByItsLook(string value, bool secret) => Assert.Equal(secret, PlainSecret.IsSecretValue(value));

    [Theory]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("POSTGRES_PASSWORD_FILE", false)]
    [InlineData("KEYBOARD", false)]
    public void KnowsASecretByItsName(string name, bool secret) => Assert.Equal(secret, PlainSecret.IsSecretName(name));

    [Theory]
    [InlineData("ghp_")]
    [InlineData("github_pat_")]
    [InlineData("glpat-")]
    [InlineData("AKIA")]
    [InlineData("xoxb-")]
    [InlineData("xoxp-")]
    [InlineData("sk_live_")]
    [InlineData("AGE-SECRET-KEY-")]
    [InlineData("K10")]
    public void TokenHasAKnownBeginningAndAtLeast20Characters(string start)
    {
        Assert.True(PlainSecret.IsSecretValue(start.PadRight(20, '0')));
        Assert.False(PlainSecret.IsSecretValue(start.PadRight(19, '0')));
        Assert.False(PlainSecret.IsSecretValue(("x" + start).PadRight(40, '0')));
    }

    [Fact]
    public void TextAboutAPrivateKeyIsNone() => Assert.False(PlainSecret.IsSecretValue("the PRIVATE KEY of the server"));
}
