using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace Infra.Model;

/// <summary>
/// A cron schedule of five fields in UTC, such as <c>0 2 * * *</c>, in the form that Kubernetes, k3s, Longhorn, Velero and the operators
/// all read.
/// </summary>
public sealed record CronSchedule
{
    private const string Symbols = "0123456789*,/- ";

    /// <summary>A day like any other, on which runs are counted.</summary>
    private static readonly DateTime Day = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _text;

    private CronSchedule(string text) => _text = text;

    /// <summary>The schedule in six fields, with a leading field for seconds.</summary>
    public string WithSeconds => $"0 {this}";

    /// <summary>Runs a day, for schedules that are the same every day; null for others.</summary>
    public int? RunsPerDay => _text.EndsWith(" * * *", StringComparison.Ordinal)
        ? CronExpression.Parse(_text).GetOccurrences(Day, Day.AddDays(1)).Count()
        : null;

    /// <summary>Runs in a time, for schedules that are the same every day; null for others.</summary>
    /// <param name="time">The time.</param>
    public int? RunsIn(Duration time) => RunsPerDay is { } runs ? (int)Math.Round(runs * time.Value.TotalDays) : null;

    /// <summary>Longest time between two runs.</summary>
    public TimeSpan LongestGap()
    {
        var longest = TimeSpan.Zero;
        var last = default(DateTime?);
        // Nine years have two leap days, and a schedule of many runs repeats long before its thousandth.
        foreach (var run in CronExpression.Parse(_text).GetOccurrences(Day, Day.AddYears(9)).Take(1000))
        {
            longest = last is { } former && run - former > longest ? run - former : longest;
            last = run;
        }

        return longest;
    }

    /// <summary>Parses <c>0 2 * * *</c>.</summary>
    /// <exception cref="FormatException">The text is no schedule; the message says what is wrong.</exception>
    public static CronSchedule Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>0 2 * * *</c>; false with what is wrong and what to write.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? value, out string problem)
    {
        value = null;
        problem = "";
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wrong = fields.Length != 5 ? $"{fields.Length} fields instead of five"
            : Foreign(text) is { } symbol ? $"'{symbol}' is not in every reader's form of cron"
            : Array.Find(fields, field => !Ascends(field)) is { } range ? $"'{range}' ends before it begins"
            : HasSeven(fields[4]) ? "Kubernetes refuses 7 as a day of the week"
            : ProblemOf(text);
        if (wrong is not null)
        {
            problem = $"'{text}' is not a schedule: {wrong}; write minute (0-59), hour (0-23), day (1-31), month (1-12) "
                + "and day of the week (0-6, Sunday is 0), like '0 2 * * *' for daily at 02:00";
            return false;
        }

        value = new CronSchedule(string.Join(' ', fields));
        return true;
    }

    /// <summary>The five fields.</summary>
    public override string ToString() => _text;

    private static char? Foreign(string text)
    {
        foreach (var symbol in text)
        {
            if (!Symbols.Contains(symbol, StringComparison.Ordinal))
            {
                return symbol;
            }
        }

        return null;
    }

    private static string? ProblemOf(string text)
    {
        try
        {
            return CronExpression.Parse(text).GetNextOccurrence(Day) is null ? "no month has that day" : null;
        }
        catch (CronFormatException exception)
        {
            // "The given cron expression has an invalid format. Minutes: Value must be ..."
            return exception.Message[(exception.Message.IndexOf(". ", StringComparison.Ordinal) + 2)..].TrimEnd('.');
        }
    }

    private static bool Ascends(string field) => field.Split(',').All(part =>
        !(part.Split('/')[0].Split('-') is [var first, var last]
            && int.TryParse(first, out var from)
            && int.TryParse(last, out var to)
            && from > to));

    private static bool HasSeven(string field) => field.Split(',').Any(part => part.Split('/')[0].Split('-').Contains("7"));
}
