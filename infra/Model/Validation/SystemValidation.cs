namespace Infra.Model.Validation;

/// <summary>The rules between settings. Pure: the same system gives the same problems.</summary>
public static class SystemValidation
{
    /// <summary>Checks a system.</summary>
    /// <param name="spec">The folded system.</param>
    /// <param name="sources">Where its records were written.</param>
    public static IReadOnlyList<Problem> Check(SystemSpec spec, SourceMap sources)
    {
        var problems = new ProblemList();
        return problems.Sorted();
    }
}
