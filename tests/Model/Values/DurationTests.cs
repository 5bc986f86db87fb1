using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("7d", 604800)]
    [InlineData("500ms", 0.5)]
    public void ReadsSeconds(string text, double seconds) => Assert.Equal(seconds, Duration.Parse(text).Value.TotalSeconds);

    [Fact]
    public void RoundsUpToSeconds() => Assert.Equal(1, Duration.Parse("500ms").Seconds);

    [Theory]
    [InlineData("30d", "720h0m0s")]
    [InlineData("90s", "0h1m30s")]
    [InlineData("500ms", "500ms")]
    [InlineData("0s", "0h0m0s")]
    public void WritesNoDaysForGo(string text, string go) => Assert.Equal(go, Duration.Parse(text).ToGo());

    [Fact]
    public void ReportsAMissingUnit()
    {
        Assert.False(Duration.TryParse("30", out _, out var problem));
        Assert.Contains("30s", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5x")]
    [InlineData("1h 30m")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("24856d")]
    [InlineData("99999999999999999999d")]
    [InlineData("2147483647d2147483647d2147483647d")]
    public void RefusesOtherTexts(string text) => Assert.False(Duration.TryParse(text, out _, out _));

    [Fact]
    public void AddsItsParts() =>
        Prop.ForAll(Gen.Choose(0, 500).ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (hours, minutes) =>
            Duration.Parse($"{hours}h{minutes}m").Value == TimeSpan.FromMinutes((hours * 60) + minutes)).QuickCheckThrowOnFailure();
}
