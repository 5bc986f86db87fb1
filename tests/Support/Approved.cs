namespace Infra.Tests.Support;

/// <summary>Approved texts, kept as files.</summary>
internal static class Approved
{
    /// <summary>Asserts that a text equals the approved file; with <c>INFRA_APPROVE=1</c> writes the file.</summary>
    public static void Matches(string text, params string[] path)
    {
        var file = Repository.File(path);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{string.Join('/', path)} is missing; INFRA_APPROVE=1 writes it");
        var approved = File.ReadAllText(file);
        if (approved != text)
        {
            Assert.Fail(
                $"{string.Join('/', path)} differs from what is made now, first at: " +
                $"{FirstDifference(approved, text)}\nINFRA_APPROVE=1 approves it.");
        }
    }

    private static string FirstDifference(string approved, string now)
    {
        var (old, fresh) = (approved.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(old.Length, fresh.Length))
            .FirstOrDefault(i => old[i] != fresh[i], Math.Min(old.Length, fresh.Length));
        return $"line {line + 1}\n  approved: {old.ElementAtOrDefault(line)}\n  now:      {fresh.ElementAtOrDefault(line)}";
    }
}
