using Infra.Platform;

namespace Infra.Tests.Platform;

public sealed class LonghornUpgradeTests
{
    [Theory]
    [InlineData(null, "1.12.1")]
    [InlineData("1.12.1", "1.12.1")]
    [InlineData("1.12.0", "1.12.1")]
    [InlineData("1.11.3", "1.12.1")]
    [InlineData("1.11.3", "1.12.0")]
    public void AcceptsAPatchOrTheNextMinorVersion(string? from, string to) => Assert.Null(LonghornUpgrade.Refusal(from, to));

    [Theory]
    [InlineData("1.11.3", "1.13.0", "a release of 1.12 first")]
    [InlineData("1.10.2", "1.12.1", "a release of 1.11 first")]
    [InlineData("1.12.1", "2.0.0", "one minor version at a time")]
    public void RefusesASkippedMinorVersionAndNamesTheOneBetween(string from, string to, string says) =>
        Assert.Contains(says, $"{LonghornUpgrade.Refusal(from, to)}", StringComparison.Ordinal);

    [Theory]
    [InlineData("1.12.1", "1.12.0")]
    [InlineData("1.12.1", "1.11.3")]
    [InlineData("2.0.0", "1.12.1")]
    public void RefusesADowngrade(string from, string to) =>
        Assert.Contains($"cannot be downgraded to {to}", $"{LonghornUpgrade.Refusal(from, to)}", StringComparison.Ordinal);
}
