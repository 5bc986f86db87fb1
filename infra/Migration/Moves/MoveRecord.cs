namespace Infra.Migration;

/// <summary>The record of a data move, a line of JSON at the end of what its script says.</summary>
public static class MoveRecord
{
    /// <summary>The record in the output of a move; empty where there is none.</summary>
    /// <param name="output">The standard output of the script.</param>
    public static string In(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries);
        for (var index = lines.Length - 1; index >= 0; index--)
        {
            if (lines[index].StartsWith('{') && lines[index].EndsWith('}'))
            {
                return lines[index];
            }
        }

        return "";
    }
}
