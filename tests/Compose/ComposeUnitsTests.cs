using Infra.Compose;
using Infra.Model;

namespace Infra.Tests.Compose;

public sealed class ComposeUnitsTests
{
    [Theory]
    [InlineData("500m", "0.5")]
    [InlineData("2", "2")]
    [InlineData("1500m", "1.5")]
    [InlineData("50m", "0.05")]
    public void CoresAreADecimalNumber(string cpu, string written) => Assert.Equal(written, ComposeUnits.Cpu(Quantity.Parse(cpu)));

    [Theory]
    [InlineData("256Mi", "256M")]
    [InlineData("1.5Gi", "1536M")]
    [InlineData("64Ki", "64K")]
    [InlineData("1M", "1000000b")]
    [InlineData("1G", "1000000000b")]
    public void MemoryIsTheSameNumberOfBytes(string memory, string written) =>
        Assert.Equal(written, ComposeUnits.Memory(Quantity.Parse(memory)));

    [Theory]
    [InlineData("30s", "30s")]
    [InlineData("1d", "86400s")]
    [InlineData("1m30s", "90s")]
    [InlineData("500ms", "500ms")]
    [InlineData("1s500ms", "1500ms")]
    public void TimeHasNoDays(string time, string written) => Assert.Equal(written, ComposeUnits.Time(Duration.Parse(time)));
}
