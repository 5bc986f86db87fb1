namespace Infra.Bench;

/// <summary>Measurements of one run.</summary>
/// <param name="Milliseconds">Wall time of the whole process.</param>
/// <param name="Processor">Processor time, user and system, in milliseconds: other work on the machine changes it little.</param>
/// <param name="Megabytes">Peak resident memory.</param>
internal readonly record struct Figures(double Milliseconds, double Processor, double Megabytes)
{
    /// <summary>The medians of several runs.</summary>
    public static Figures Median(IReadOnlyList<Figures> runs) =>
        new(
            Middle([.. runs.Select(run => run.Milliseconds)]),
            Middle([.. runs.Select(run => run.Processor)]),
            Middle([.. runs.Select(run => run.Megabytes)]));

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
