using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;

namespace Infra.Tests.Systems;

/// <summary>Frozen community system, and variations of it.</summary>
internal static class Community
{
    public static string Root => FrozenSystems.Root;

    public static LoadResult Load(
        string environment, string? phase = "3-prod", string? overrides = null, bool withOthers = false) =>
        StackLoad.System(Root, new StackSelection
        {
            Stack = environment,
            System = "community",
            Environment = environment,
            Phase = phase,
            Overrides = overrides is null ? null : new StackOverrides(overrides, "overrides"),
        }, withOthers);

    /// <summary>Loads an environment, which must be valid.</summary>
    public static SystemSpec Spec(string environment = "prod", string? phase = "3-prod")
    {
        var result = Load(environment, phase);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }

    /// <summary>Loads an environment with overrides; returns the errors.</summary>
    public static IReadOnlyList<string> Errors(string overrides, string environment = "prod") =>
        [
            .. Load(environment, overrides: overrides).Problems.Where(problem => problem.Level == ProblemLevel.Error)
                .Select(problem => problem.ToString()),
        ];

    /// <summary>Loads production with overrides; returns the warnings.</summary>
    public static IReadOnlyList<string> Warnings(string overrides) =>
        [
            .. Load("prod", overrides: overrides).Problems.Where(problem => problem.Level == ProblemLevel.Warning)
                .Select(problem => problem.ToString()),
        ];

    /// <summary>Asserts that overrides cause exactly one error, which contains the given texts.</summary>
    public static void Refused(string overrides, params string[] says)
    {
        var errors = Errors(overrides);
        Assert.True(
            errors.Count == 1 && says.All(text => errors[0].Contains(text, StringComparison.Ordinal)),
            $"says {string.Join(" | ", says)}, but is:\n{string.Join('\n', errors)}");
    }

    /// <summary>Asserts that overrides cause an error that contains the given texts, perhaps among others.</summary>
    public static void RefusedAmongOthers(string overrides, params string[] says) =>
        Assert.Contains(Errors(overrides), error => says.All(text => error.Contains(text, StringComparison.Ordinal)));

    /// <summary>Asserts that overrides cause no error.</summary>
    public static void Accepted(string overrides) => Assert.Empty(Errors(overrides));
}
