using System.Globalization;
using System.Text;
using Infra.Model;

namespace Infra.Monitoring;

/// <summary>The alert rules of a part: for every described or usual alert on a signal, a rule with its threshold.</summary>
/// <param name="observability">The settings, which have the alerts.</param>
public sealed class AlertList(ObservabilitySpec observability)
{
    private readonly List<AlertRule> _rules = [];

    /// <summary>The rules so far.</summary>
    public IReadOnlyList<AlertRule> Rules => _rules;

    /// <summary>Adds a rule for every alert on a signal.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="expression">The expression, in PromQL, of the threshold.</param>
    /// <param name="summary">One sentence, with the object in it.</param>
    /// <param name="meaning">The consequence, and how long it can wait.</param>
    public void Add(AlertSignal signal, Func<decimal, string> expression, string summary, string meaning)
    {
        foreach (var alert in UsualAlerts.On(observability, signal))
        {
            _rules.Add(AlertRule.Of(alert, PageOf(signal), expression(alert.Threshold), summary, meaning));
        }
    }

    /// <summary>Adds a rule for every alert on a signal: raised from the threshold on.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="value">An expression of the value, in PromQL.</param>
    /// <param name="summary">One sentence, with the object in it.</param>
    /// <param name="meaning">The consequence, and how long it can wait.</param>
    public void AddFrom(AlertSignal signal, string value, string summary, string meaning) =>
        Add(signal, threshold => $"{value} >= {Number(threshold)}", summary, meaning);

    /// <summary>
    /// Adds a rule for every alert on a signal that counts objects: raised for each of them from the described number of them on.
    /// </summary>
    /// <param name="signal">The signal.</param>
    /// <param name="objects">An expression with one result for each object in a bad state, in PromQL.</param>
    /// <param name="summary">One sentence, with the object in it.</param>
    /// <param name="meaning">The consequence, and how long it can wait.</param>
    public void AddEach(AlertSignal signal, string objects, string summary, string meaning) =>
        Add(
            signal,
            threshold => threshold <= 1 ? objects : $"({objects}) and on () count({objects}) >= {Number(threshold)}",
            summary,
            meaning);

    /// <summary>A number in PromQL.</summary>
    /// <param name="value">The number.</param>
    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The age from which something that is made on a schedule is too old: the threshold, or the longest time between two runs with some
    /// room for the run itself, whichever is more.
    /// </summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="unit">The unit of the threshold: an hour or a day.</param>
    public static decimal AgeLimit(decimal threshold, CronSchedule schedule, TimeSpan unit)
    {
        var room = unit < TimeSpan.FromDays(1) ? TimeSpan.FromHours(2) : TimeSpan.FromDays(1);
        return Math.Max(threshold, Math.Round((decimal)((schedule.LongestGap() + room) / unit), 2));
    }

    /// <summary>Name of a signal's page in <c>docs/runbooks/alerts</c>, without its ending: the signal in kebab case.</summary>
    /// <param name="signal">The signal.</param>
    public static string PageOf(AlertSignal signal)
    {
        var page = new StringBuilder();
        foreach (var letter in signal.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && page.Length > 0)
            {
                page.Append('-');
            }

            page.Append(char.ToLowerInvariant(letter));
        }

        return page.ToString();
    }
}
