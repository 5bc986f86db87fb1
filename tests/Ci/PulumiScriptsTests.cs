using System.Security.Cryptography;

namespace Infra.Tests.Ci;

/// <summary>Scripts that run pulumi on a stack, and the one that installs it.</summary>
public sealed class PulumiScriptsTests : IDisposable
{
    private const string Pulumi = "printf '%s\\n' \"$SAYS\"; exit \"${FAILS:-0}\"";

    private readonly CiRun _run = new CiRun().WithProgram("pulumi", Pulumi).With("Pulumi.prod.yaml", "config: {}\n");

    public void Dispose() => _run.Dispose();

    [SkippableTheory]
    [InlineData("pulumi-preview", "pulumi preview --stack prod --diff --non-interactive --color never")]
    [InlineData("deploy", "pulumi up --stack prod --yes --non-interactive --color never")]
    [InlineData("drift", "pulumi preview --stack prod --refresh --expect-no-changes --diff --non-interactive --color never")]
    public void PulumiIsCalledOnceAndWithoutSecrets(string script, string call)
    {
        _run.Variables["SAYS"] = "all resources are as they should be";
        Assert.Equal(0, _run.Run(script, "prod").Code);
        Assert.Equal([call], _run.Calls);
        Assert.Contains("all resources are as they should be", _run.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(CiRun.Secret, _run.Summary, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("pulumi-preview", 255)]
    [InlineData("deploy", 255)]
    [InlineData("drift", 3)]
    public void FailureOfPulumiFails(string script, int exitCode)
    {
        _run.Variables["FAILS"] = "255";
        Assert.Equal(exitCode, _run.Run(script, "prod").Code);
        Assert.Contains("failed", _run.Summary, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("error: no changes were expected but changes were proposed")]
    [InlineData("error: no changes were expected for preview but changes were proposed")]
    public void DriftHasAnExitCodeOfItsOwn(string says)
    {
        (_run.Variables["SAYS"], _run.Variables["FAILS"]) = (says, "255");
        var result = _run.Run("drift", "prod");
        Assert.Equal(1, result.Code);
        Assert.Contains("drift: prod: drift\n", result.Text, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("pulumi-preview", "PULUMI_CONFIG_PASSPHRASE", 0)]
    [InlineData("pulumi-preview", "PULUMI_BACKEND_URL", 0)]
    [InlineData("drift", "PULUMI_BACKEND_URL", 3)]
    [InlineData("deploy", "PULUMI_CONFIG_PASSPHRASE", 1)]
    public void NothingRunsWithoutCredentials(string script, string missing, int exitCode)
    {
        _run.Variables[missing] = "";
        var result = _run.Run(script, "prod");
        Assert.Equal(exitCode, result.Code);
        Assert.Contains(missing, result.Text, StringComparison.Ordinal);
        Assert.Empty(_run.Calls);
    }

    [SkippableTheory]
    [InlineData("pulumi-preview")]
    [InlineData("deploy")]
    [InlineData("drift")]
    public void UnknownStackIsRefused(string script)
    {
        Assert.Equal(2, _run.Run(script, "prod --yes").Code);
        Assert.Empty(_run.Calls);
    }

    [SkippableFact]
    public void FenceInALogStaysInside()
    {
        _run.Variables["SAYS"] = "~~~~\nescaped";
        _run.Run("drift", "prod");
        Assert.Equal(2, _run.Summary.Split("~~~~").Length - 1);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void PulumiIsInstalledOnlyWithThePinnedSum(bool isPinned)
    {
        using var maker = new CiRun().With("pulumi/pulumi", "#!/bin/sh\n");
        maker.Tool("tar", "-czf", "archive.tar.gz", "pulumi");
        var archive = maker["archive.tar.gz"];
        var sum = isPinned ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(archive))) : new('0', 64);
        using var run = new CiRun(_ => $"PULUMI_VERSION=3.221.0\nPULUMI_SHA256_X64={sum}\nPULUMI_SHA256_ARM64={sum}\n")
            .WithProgram("curl", "while [ \"$1\" != --output ]; do shift; done; cp \"$ARCHIVE\" \"$2\"");
        run.Variables["ARCHIVE"] = archive;
        run.Variables["GITHUB_PATH"] = run["path"];

        Assert.Equal(isPinned ? 0 : 1, run.Run("install-pulumi", "tools").Code);
        Assert.Equal(isPinned, File.Exists(run["tools/pulumi/pulumi"]));
        Assert.Equal(isPinned, File.Exists(run["path"]));
        Assert.Contains(" https://get.pulumi.com/releases/sdk/pulumi-v3.221.0-linux-", Assert.Single(run.Calls), StringComparison.Ordinal);
    }
}
