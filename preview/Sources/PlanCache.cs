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

    /// <summary>Reads a plan; null when there is none, or when the file is damaged.</summary>
    public PlanGraph? Read(string commit, string place, SideName side)
    {
        try
        {
            return folder is not null && PlanJson.Read(File.ReadAllBytes(FileOf(commit, place, side))) is var plan
                && plan.Header.Stack == side.Stack
                ? plan
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps a plan, in one step, and forgets the oldest ones.</summary>
    public void Write(string commit, string place, SideName side, PlanGraph plan)
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
                File.Move(fresh, file, overwrite: true);
            }
            finally
            {
                File.Delete(fresh);
            }
            foreach (var old in new DirectoryInfo(folder).GetFiles("*.json").OrderByDescending(each => each.LastWriteTimeUtc).Skip(Kept))
            {
                old.Delete();
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
