using Infra.Model.Loading;
using Infra.Tests.Support;
using Moq;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests;

/// <summary>The checks of `pulumi up` before any resource, with the config of the engine alone.</summary>
[Collection(ProcessConfiguration.Name)]
public sealed class StackInputsTests
{
    [Fact]
    public async Task MissingSecretsStopTheProgramBeforeAnyResource()
    {
        var (error, mocks) = await RunAsync("""{"infra:system": "community", "infra:environment": "prod", "infra:phase": "3-prod"}""");

        Assert.Contains("needed before `pulumi up`:", error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --secret hcloud:token --stack prod", error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --secret infra:etcdS3AccessKey --stack prod", error, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --secret infra:etcdS3SecretKey --stack prod", error, StringComparison.Ordinal);
        mocks.Verify(clouds => clouds.NewResourceAsync(It.IsAny<MockResourceArgs>()), Times.Never);
    }

    [Fact]
    public async Task SecretOfAnotherFormStopsTheProgramWithoutItsValue()
    {
        var (error, mocks) = await RunAsync(
            """
            {
              "infra:system": "community", "infra:environment": "stage", "infra:phase": "3-prod", "infra:pass": "it's short",
              "infra:overrides": "{\"databases\": {\"redis\": [{\"name\": \"queue\", \"image\": \"redis:8.6.6\", \"password\": \"pass\"}]}, \"secrets\": [{\"name\": \"pass\", \"purpose\": \"Queue\", \"length\": 32}]}"
            }
            """, "stage");

        Assert.Contains("infra:pass has 10 characters instead of 32; Queue", error, StringComparison.Ordinal);
        Assert.DoesNotContain("short", error, StringComparison.Ordinal);
        mocks.Verify(clouds => clouds.NewResourceAsync(It.IsAny<MockResourceArgs>()), Times.Never);
    }

    [Fact]
    public async Task NamesEveryMissingSelection()
    {
        var (error, _) = await RunAsync("{}");

        Assert.Contains("infra:system is missing", error, StringComparison.Ordinal);
        Assert.Contains("infra:environment is missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProblemsOfTheSystemHaveFileAndLine()
    {
        var (error, _) = await RunAsync(
            """{"infra:system": "community", "infra:environment": "prod", "infra:overrides": "{\"cluster\": {\"nodez\": []}}"}""");

        Assert.Contains("infra:overrides:1: ", error, StringComparison.Ordinal);
        Assert.Contains("nodez", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsConfirmationsAndPhaseInForceFromTheEngine()
    {
        var (error, _) = await RunAsync(
            """
            {
              "infra:system": "community", "infra:environment": "prod", "infra:phaseInForce": "3-nowhere",
              "infra:confirmations": "[{\"gate\":\"gate-9\",\"criterion\":\"team\",\"step\":\"3-ab\",\"by\":\"Ada\",\"on\":\"2026-03-01\"}]"
            }
            """);

        Assert.Contains("infra:phaseInForce: there is no phase '3-nowhere'", error, StringComparison.Ordinal);
        Assert.Contains("infra:confirmations:1: infra:confirmations[1].gate: there is no gate 'gate-9'", error, StringComparison.Ordinal);
    }

    /// <summary>The engine gives the empty default of Pulumi.yaml where nothing is set.</summary>
    [Fact]
    public void EmptyPhaseInForceIsNone() => Assert.Null(
        new StackSelection { Stack = "prod", System = "community", Environment = "prod", PhaseInForce = "" }.PhaseInForce);

    private static async Task<(string Error, Mock<IMocks> Mocks)> RunAsync(string config, string stack = "prod")
    {
        var mocks = new Mock<IMocks>();
        var before = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        try
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", config);
            var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestWithServiceProviderAsync<InfraStack>(
                mocks.Object,
                new StackFactory(() => new InfraStack(StackInputs.FromEngine(), options: null)),
                new TestOptions { ProjectName = "infra", StackName = stack, RootDirectory = FrozenSystems.Root }));
            return (error.Message, mocks);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", before);
        }
    }
}
