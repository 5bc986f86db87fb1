using Infra.Model;
using Infra.Platform;

namespace Infra.Tests.Platform;

public sealed class LogVolumeTests
{
    [Theory]
    [InlineData(1, 0, "1d", 2_000_000)]
    [InlineData(0, 1, "1d", 800_000)]
    [InlineData(3, 100, "7d", 602_000_000)]
    [InlineData(0, 0, "7d", 0)]
    public void VolumeGrowsWithMachinesPodsAndDays(int machines, int pods, string kept, int bytes) =>
        Assert.Equal(bytes, LogVolume.Estimate(machines, pods, Duration.Parse(kept)));
}
