using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class KnownVariableRulesTests
{
    [Theory]
    [InlineData("secrets: [{name: pocketbaseEncryptionKey, length: 31}]", "POCKETBASE_ENCRYPTION_KEY must have 32 characters")]
    [InlineData("secrets: [{name: pocketbaseEncryptionKey, length: null}]", "write length: 32, so that another value is refused")]
    [InlineData("secrets: [{name: discourseSecretKeyBase, length: 64}]", "DISCOURSE_SECRET_KEY_BASE must have 128 hexadecimal digits")]
    [Pitfall("wanderer-encryption-key")]
    [Pitfall("discourse-secret-key")]
    public void SecretOfAnotherFormIsRefused(string overrides, string says) => Refused(overrides, says);

    [Fact]
    public void GeneratedSecretHasTheLengthOfItsDefault() =>
        Assert.Empty(Errors("secrets: [{name: pocketbaseEncryptionKey, length: null}]", "dev"));

    [Fact]
    [Pitfall("discourse-secret-key")]
    public void SecretKeyWithOtherCharactersIsRefused() => RefusedAmongOthers(
        "secrets: [{name: discourseSecretKeyBase, hexadecimal: false}]", "write length: 128, hexadecimal: true");
}
