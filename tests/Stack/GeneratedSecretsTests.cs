using Infra.Model;
using Infra.Preview;
using Infra.Tests.Support;

namespace Infra.Tests;

public sealed class GeneratedSecretsTests
{
    [Theory]
    [InlineData(null, false, "lengthy", null)]
    [InlineData(32, false, "0123456789abcdef0123456789abcdeZ", null)]
    [InlineData(32, false, "0123456789abcdef0123456789abcde", "has 31 characters instead of 32")]
    [InlineData(8, true, "0123abcd", null)]
    [InlineData(8, true, "0123abcG", "has other characters than the hexadecimal digits 0 to 9 and a to f")]
    [InlineData(8, true, "0123ABCD", "has other characters than the hexadecimal digits 0 to 9 and a to f")]
    public void ValueThatWasSetHasTheDescribedForm(int? length, bool hexadecimal, string value, string? fault) =>
        Assert.Equal(fault, Secret(length, hexadecimal).FaultOf(value));

    [Fact]
    public void FaultOfAForbiddenCharacterDoesNotShowTheValue()
    {
        var fault = (Secret(null, false) with { Without = "'\\" }).FaultOf("it's hidden");

        Assert.Equal("contains one of the characters '\\", fault);
        Assert.DoesNotContain("hidden", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, 32, true)]
    [InlineData(128, true, 128, null)]
    public async Task GeneratedValueHasTheDescribedForm(int? length, bool hexadecimal, int expected, bool? lower)
    {
        var inputs = (await Plans.InputsAsync(With(Secret(length, hexadecimal))))["secrets-sessions"];

        Assert.Equal((double)expected, inputs["length"]);
        Assert.Equal(hexadecimal ? "abcdef" : null, inputs.GetValueOrDefault("overrideSpecial"));
        Assert.Equal(lower is null ? false : null, inputs.GetValueOrDefault("lower"));
        Assert.Equal(hexadecimal, inputs["special"]);
    }

    [Fact]
    public async Task ReaderReceivesTheGeneratedValue()
    {
        var plan = await Plans.OfAsync(With(Secret(null, false)));

        var reader = Assert.Single(plan.Resources, resource => resource.Name.EndsWith("discourse-init-env", StringComparison.Ordinal));
        Assert.Contains(plan.Resources, resource => resource.Name == "secrets-sessions");
        Each.Lacks(Plans.Texts(reader.Inputs), text => text.Text.Contains("infra:sessions", StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyNeededSecretsAreGenerated()
    {
        var spec = With(Secret(null, false), Secret(null, false) with { Name = "idle" });

        var generated = RequiredSecrets.Generated(spec).Select(secret => secret.Name).ToArray();

        Assert.Contains("sessions", generated);
        Assert.DoesNotContain("idle", generated);
        Each.Lacks(RequiredSecrets.Of(spec), secret => secret.Key == "infra:sessions");
    }

    [Fact]
    public async Task LineOfHtpasswdHasTheHashOfThePasswordOfAnother()
    {
        var line = Secret(null, false) with { Form = SecretForm.Htpasswd, Of = "robot", User = "robot-1" };
        var spec = With(line, Secret(16, false) with { Name = "robot" });

        Assert.Contains("robot", RequiredSecrets.Generated(spec).Select(secret => secret.Name));
        Assert.StartsWith("robot-1:", await ValueAsync(spec), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CertificateIsOfTheGeneratedKey()
    {
        var certificate = Secret(null, false) with { Form = SecretForm.Certificate, Of = "signing" };
        var plan = await Plans.OfAsync(With(certificate, Secret(null, false) with { Name = "signing", Form = SecretForm.PrivateKey }));

        var key = Assert.Single(plan.Resources, resource => resource.Name == "secrets-signing");
        Assert.Equal("RSA", key.Inputs["algorithm"]!.Text);
        Assert.Contains(key.Urn, Assert.Single(plan.Resources, resource => resource.Name == "secrets-sessions").DependsOn);
    }

    private static async Task<string> ValueAsync(SystemSpec spec)
    {
        var inputs = (await Plans.InputsAsync(spec)).First(pair => pair.Key.EndsWith("discourse-init-env", StringComparison.Ordinal)).Value;
        return (string)((IReadOnlyDictionary<string, object>)inputs["stringData"])["TOKEN"];
    }

    private static SystemSpec With(params SecretSpec[] secrets)
    {
        var spec = Community.Spec("dev");
        var token = new VariableSpec { Name = "TOKEN", Secret = "sessions" };
        return spec with
        {
            Secrets = [.. spec.Secrets, .. secrets],
            Apps =
            [
                .. spec.Apps.Select(app => app with { InitJobs = [.. app.InitJobs.Select(job => job with { Env = [.. job.Env, token] })] }),
            ],
        };
    }

    private static SecretSpec Secret(int? length, bool hexadecimal) =>
        new() { Name = "sessions", Purpose = "Signs sessions", Generated = true, Length = length, Hexadecimal = hexadecimal };
}
