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
    [InlineData("0 5/6 * * */7")]
    public void ReadsFiveFields(string text) => Assert.Equal(text, CronSchedule.Parse(text).ToString());

    [Theory]
    [InlineData("0 2 * * *", 24)]
    [InlineData("*/15 * * * *", 0.25)]
    [InlineData("0 8-17 * * 1-5", 63)]
    [InlineData("0 0 1 * *", 31 * 24)]
    [InlineData("0 0 31 * *", 61 * 24)]
    [InlineData("0 0 29 2 *", 1461 * 24)]
    public void KnowsItsLongestGap(string text, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), CronSchedule.Parse(text).LongestGap());

    [Theory]
    [InlineData("0 2 * *", "4 fields")]
    [InlineData("0 0 2 * * *", "6 fields")]
    [InlineData("@daily", "1 fields")]
    [InlineData("60 2 * * *", "Minutes: Value must be a number between 0 and 59")]
    [InlineData("0 24 * * *", "Hours: Value must be a number between 0 and 23")]
    [InlineData("0 2 0 * *", "Days of month: Value must be a number between 1 and 31")]
    [InlineData("0 2 * 13 *", "Months: Value must be a number between 1 and 12")]
    [InlineData("0 2 * * 8", "Days of week: Value must be")]
    [InlineData("0 2 * * 7", "Kubernetes refuses 7")]
    [InlineData("0 2 * * 5-7", "Kubernetes refuses 7")]
    [InlineData("0 2 * * MON", "'M' is not in every reader's form of cron")]
    [InlineData("0 2 L * *", "'L' is not in every reader's form of cron")]
    [InlineData("0 2 * * 5#2", "'#' is not in every reader's form of cron")]
    [InlineData("5-1 2 * * *", "'5-1' ends before it begins")]
    [InlineData("0 2 * * 1,5-4", "'1,5-4' ends before it begins")]
    [InlineData("*/0 2 * * *", "Minutes:")]
    [InlineData("1, 2 * * *", "Minutes:")]
    [InlineData("0 2 31 2 *", "no month has that day")]
    public void NamesWhatIsWrong(string text, string says)
    {
        Assert.False(CronSchedule.TryParse(text, out _, out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 */6 * * *", 4)]
    [InlineData("0 2 * * *", 1)]
    [InlineData("*/15 * * * *", 96)]
    [InlineData("0 8,20 * * *", 2)]
    public void CountsTheRunsOfADay(string text, int runs) => Assert.Equal(runs, CronSchedule.Parse(text).RunsPerDay);

    [Fact]
    public void DoesNotCountRunsWhereDaysDiffer() => Assert.Null(CronSchedule.Parse("0 5 * * 0").RunsPerDay);

    [Fact]
    public void AddsAFieldForSeconds() => Assert.Equal("0 30 1 * * *", CronSchedule.Parse("30 1 * * *").WithSeconds);

    [Fact]
    public void AcceptsEveryMinuteAndHour() =>
        Prop.ForAll(Gen.Choose(-5, 70).ToArbitrary(), Gen.Choose(-5, 30).ToArbitrary(), (minute, hour) =>
            CronSchedule.TryParse($"{minute} {hour} * * *", out _, out _) == (minute is >= 0 and <= 59 && hour is >= 0 and <= 23))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void CountsTheRunsInATime() =>
        Prop.ForAll(Gen.Elements(1, 2, 3, 4, 6, 8, 12).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (hours, days) =>
                CronSchedule.Parse($"0 */{hours} * * *").RunsIn(Duration.Parse($"{days}d")) == 24 / hours * days)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void CountsNoRunsWhereDaysDiffer() => Assert.Null(CronSchedule.Parse("0 1 * * 0").RunsIn(Duration.Parse("7d")));
}
