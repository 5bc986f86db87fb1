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

    /// <summary>The sections that a system describes and no part builds from.</summary>
    /// <param name="result">The loaded system.</param>
    public static IReadOnlyList<string> NotConsumed(LoadResult result)
    {
        var sections = new List<string>();
        if (result.Spec is { } spec)
        {
            foreach (var section in SystemSections.All)
            {
                if (section != Cost && SystemSections.IsWritten(spec, result.Sources, section) && !IsBuilt(section))
                {
                    sections.Add(section);
                }
            }
        }

        return sections;
    }

    private static bool IsBuilt(string section)
    {
        foreach (var part in StackParts.All)
        {
            foreach (var use in part.Sections)
            {
                if (use.Name == section)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
