namespace Infra.Tests.Lab.Databases;

/// <summary>How a script or another program ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Text">What it wrote, errors last.</param>
internal sealed record ScriptResult(int Code, string Text)
{
    /// <summary>It ended well.</summary>
    public ScriptResult Succeeded()
    {
        Assert.True(Code == 0, Text);
        return this;
    }

    /// <summary>It failed with a message that says this, and what to do.</summary>
    public ScriptResult Failed(string says)
    {
        Assert.Equal(1, Code);
        Assert.Contains(says, Text, StringComparison.Ordinal);
        Assert.Contains(": to do: ", Text, StringComparison.Ordinal);
        return this;
    }
}
