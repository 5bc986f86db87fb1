using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Tests.Support;

/// <summary>Runs of one rule class on a system as given, for boundaries that other rules would hide.</summary>
internal static class RuleRun
{
    /// <summary>Lists the problems of a rule class as <c>setting: what is wrong; what to do</c>.</summary>
    public static string[] Problems(Action<ValidationContext> check, SystemSpec system, params SystemSpec[] neighbours)
    {
        var context = new ValidationContext(system, new(), KnownEnvironments.Of())
        {
            Neighbours = neighbours,
            RequestsOf = StackParts.PodRequests,
        };
        check(context);
        return [.. context.Problems.Sorted().Select(problem => $"{problem.Setting}: {problem.Wrong}; {problem.Right}")];
    }
}
