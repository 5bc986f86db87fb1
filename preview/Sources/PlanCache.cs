using Infra.Naming;
using Infra.Preview.Graph;

namespace Infra.Preview.Sources;

/// <summary>
/// Plans of commits in a folder of the user, which never change. A folder that cannot be read or written is as good as an empty one.
/// </summary>
/// <param name="folder">Folder; null for none.</param>
internal sealed class PlanCache(string? folder)
{
    /// <summary>Number of plans that are kept, the latest ones.</summary>
    private const int Kept = 200;

    /// <summary>End of the name of the file with a plan's warnings, one a line.</summary>
    private const string Warnings = ".warnings";

    /// <summary>Reads a plan with its warnings, where they are known; null when there is none, or when the file is damaged.</summary>
    public (PlanGraph Plan, IReadOnlyList<string>? Warnings)? Read(string commit, string place, SideName side)
    {
        try
        {
            if (folder is null)
            {
                return null;
            }
            var file = FileOf(commit, place, side);
            var plan = PlanJson.Read(File.ReadAllBytes(file));
            return plan.Header.Stack == side.Stack
                ? (plan, File.Exists(file + Warnings) ? File.ReadAllLines(file + Warnings) : null)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps a plan, in one step, and forgets the oldest ones.</summary>
    public void Write(string commit, string place, SideName side, PlanGraph plan, IReadOnlyList<string>? warnings)
    {
        if (folder is null)
        {
            return;
        }
        try
        {
            Directory.CreateDirectory(folder);
            var file = FileOf(commit, place, side);
            var fresh = $"{file}.new-{Environment.ProcessId}";
            try
            {
                File.WriteAllBytes(fresh, PlanJson.Write(plan));
                if (warnings is not null)
                {
                    File.WriteAllLines(file + Warnings, warnings);
                }
                File.Move(fresh, file, overwrite: true);
            }
            finally
            {
                File.Delete(fresh);
            }
            foreach (var old in new DirectoryInfo(folder).GetFiles("*.json").OrderByDescending(each => each.LastWriteTimeUtc).Skip(Kept))
            {
                old.Delete();
                File.Delete(old.FullName + Warnings);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run plans again.
        }
    }

    private string FileOf(string commit, string place, SideName side) =>
        Path.Combine(folder!, $"{commit}-{Digest.Of($"{PlanJson.Format}\n{place}\n{side.Stack}\n{side.Phase}")}.json");
}
