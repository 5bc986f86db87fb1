namespace Infra.Tests.Lab.Databases;

/// <summary>Result of a script or another program.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Text">Its output, errors last.</param>
internal sealed record ScriptResult(int Code, string Text)
{
    /// <summary>Asserts that the exit code is 0.</summary>
    public ScriptResult Succeeded()
    {
        Assert.True(Code == 0, Text);
        return this;
    }

    /// <summary>Asserts that the exit code is 1 and that the message contains this text and says what to do.</summary>
    public ScriptResult Failed(string says)
    {
        Assert.Equal(1, Code);
        Assert.Contains(says, Text, StringComparison.Ordinal);
        Assert.Contains(": to do: ", Text, StringComparison.Ordinal);
        return this;
    }
}
