using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Model;

/// <summary>A cron schedule of five fields, such as <c>0 2 * * *</c>.</summary>
public sealed record CronSchedule
{
    private static readonly string[] s_names = ["minute", "hour", "day of the month", "month", "day of the week"];
    private static readonly int[] s_lowest = [0, 0, 1, 1, 0];
    private static readonly int[] s_highest = [59, 23, 31, 12, 7];

    private readonly string _text;

    private CronSchedule(string text) => _text = text;

    /// <summary>The schedule with a leading field for seconds, as CloudNativePG wants it.</summary>
    public string WithSeconds => $"0 {this}";

    /// <summary>Runs a day, for schedules that are the same every day; null for others.</summary>
    public int? RunsPerDay
    {
        get
        {
            var fields = ToString().Split(' ');
            return fields is [var minute, var hour, "*", "*", "*"] ? Count(minute, 0, 59) * Count(hour, 0, 23) : null;
        }
    }

    /// <summary>Parses <c>0 2 * * *</c>.</summary>
    /// <exception cref="FormatException">It is no schedule; the message says what is wrong.</exception>
    public static CronSchedule Parse(string text) => TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>0 2 * * *</c>; false with what is wrong and what would be right.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? value, out string problem)
    {
        value = null;
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != s_names.Length)
        {
            problem = $"'{text}' has {fields.Length} fields, a schedule has five (minute, hour, day, month, day of the week); '0 2 * * *' is daily at 02:00";
            return false;
        }

        for (var index = 0; index < fields.Length; index++)
        {
            if (Count(fields[index], s_lowest[index], s_highest[index]) < 1)
            {
                problem = $"'{fields[index]}' is no {s_names[index]} in '{text}'; numbers from {s_lowest[index]} to {s_highest[index]}, *, lists (1,3), ranges (1-5) and steps (*/6) are";
                return false;
            }
        }

        value = new CronSchedule(string.Join(' ', fields));
        problem = "";
        return true;
    }

    /// <summary>The five fields.</summary>
    public override string ToString() => _text;

    // How many values a field stands for; 0 when it is none of cron's forms or out of range.
    private static int Count(string field, int from, int to)
    {
        var count = 0;
        foreach (var part in field.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var step = 1;
            if (slash >= 0 && (!int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1))
            {
                return 0;
            }

            if (!TryRange(slash < 0 ? part : part[..slash], from, to, slash >= 0, out var first, out var last))
            {
                return 0;
            }

            count += ((last - first) / step) + 1;
        }

        return count;
    }

    private static bool TryRange(string text, int from, int to, bool stepped, out int first, out int last)
    {
        (first, last) = (from, to);
        if (text == "*")
        {
            return true;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (!int.TryParse(dash < 0 ? text : text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out first) || first < from || first > to)
        {
            return false;
        }

        last = stepped ? to : first;
        return dash < 0 || (int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out last) && last >= first && last <= to);
    }
}
