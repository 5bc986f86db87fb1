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
}
