using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 2 * * *")]
    [InlineData("*/15 * * * *")]
    [InlineData("0 5 * * 0")]
    [InlineData("0,30 1-5 1 */2 1-5")]
    [InlineData("0 5/6 * * 7")]
    public void FiveFieldsOfCronAreRead(string text) => Assert.Equal(text, CronSchedule.Parse(text).ToString());

    [Theory]
    [InlineData("0 2 * *", "4 fields")]
    [InlineData("0 0 2 * * *", "6 fields")]
    [InlineData("@daily", "1 fields")]
    [InlineData("60 2 * * *", "'60' is no minute")]
    [InlineData("0 24 * * *", "'24' is no hour")]
    [InlineData("0 2 0 * *", "'0' is no day of the month")]
    [InlineData("0 2 * 13 *", "'13' is no month")]
    [InlineData("0 2 * * 8", "'8' is no day of the week")]
    [InlineData("0 2 * * MON", "'MON' is no day of the week")]
    [InlineData("5-1 2 * * *", "'5-1' is no minute")]
    [InlineData("*/0 2 * * *", "'*/0' is no minute")]
    [InlineData("1, 2 * * *", "'1,' is no minute")]
    public void WhatIsWrongIsNamed(string text, string says)
    {
        Assert.False(CronSchedule.TryParse(text, out _, out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 */6 * * *", 4)]
    [InlineData("0 2 * * *", 1)]
    [InlineData("*/15 * * * *", 96)]
    [InlineData("0 8,20 * * *", 2)]
    public void RunsOfADayAreCounted(string text, int runs) => Assert.Equal(runs, CronSchedule.Parse(text).RunsPerDay);

    [Fact]
    public void RunsOfADayAreUnknownWhenDaysDiffer() => Assert.Null(CronSchedule.Parse("0 5 * * 0").RunsPerDay);

    [Fact]
    public void AFieldForSecondsIsPutInFront() => Assert.Equal("0 30 1 * * *", CronSchedule.Parse("30 1 * * *").WithSeconds);

    [Fact]
    public void EveryMinuteAndHourIsATime() =>
        Prop.ForAll(Gen.Choose(-5, 70).ToArbitrary(), Gen.Choose(-5, 30).ToArbitrary(), (minute, hour) =>
            CronSchedule.TryParse($"{minute} {hour} * * *", out _, out _) == (minute is >= 0 and <= 59 && hour is >= 0 and <= 23)).QuickCheckThrowOnFailure();
}
