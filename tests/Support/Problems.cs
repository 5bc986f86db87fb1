namespace Infra.Tests.Support;

/// <summary>Assertions about lists of problems.</summary>
internal static class Problems
{
    /// <summary>Asserts that a list is empty; shows all problems otherwise.</summary>
    public static void None(IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        Assert.True(all.Length == 0, $"{all.Length} problems:\n{string.Join('\n', all)}");
    }
}
