namespace Infra.Cli.Output;

/// <summary>Numbers and lists in sentences.</summary>
internal static class Listing
{
    /// <summary>"1 problem", "2 problems".</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>"the phases are a, b", or "there is no phase".</summary>
    public static string Of(string noun, IReadOnlyList<string> names) =>
        names.Count == 0 ? $"there is no {noun}" : $"the {noun}s are {string.Join(", ", names)}";
}
