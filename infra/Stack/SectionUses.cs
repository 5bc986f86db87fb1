using Infra.Model;
using Infra.Model.Loading;

namespace Infra;

/// <summary>
/// The sections of a described system that the stack's parts build from. A described system may be ahead of the program: the other
/// sections are read and validated, and the preview lists them as not built yet.
/// </summary>
public static class SectionUses
{
    /// <summary>Section of figures that the preview shows beside its own; nothing is built from it.</summary>
    private const string Cost = "cost";

    /// <summary>
    /// The sections that a system describes and no part builds from; of a section that is built in part, with the settings that are not.
    /// </summary>
    /// <param name="result">The loaded system.</param>
    public static IReadOnlyList<string> NotConsumed(LoadResult result)
    {
        var sections = new List<string>();
        if (result.Spec is { } spec)
        {
            foreach (var section in SystemSections.All)
            {
                if (section != Cost && SystemSections.IsWritten(spec, result.Sources, section) && NotBuilt(spec, section) is { } missing)
                {
                    sections.Add(missing);
                }
            }
        }

        return sections;
    }

    private static string? NotBuilt(SystemSpec spec, string section)
    {
        var missing = section;
        foreach (var part in StackParts.All)
        {
            foreach (var use in part.Sections)
            {
                if (use.Name == section)
                {
                    if (use.NotBuilt?.Invoke(spec) is not { } settings)
                    {
                        return null;
                    }

                    missing = $"{section} ({settings})";
                }
            }
        }

        return missing;
    }
}
