using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

/// <summary>Runs small programs under mocks.</summary>
internal static class Run
{
    public static TestOptions Preview => new() { ProjectName = "proj", StackName = "dev", IsPreview = true };

    public static TestOptions Update => new() { ProjectName = "proj", StackName = "dev", IsPreview = false };

    /// <summary>What the mocks saw of the program.</summary>
    public static async Task<RecordingMocks> Program(
        Action program, Func<MockResourceArgs, (string? Id, object State)>? answer = null, TestOptions? options = null)
    {
        var mocks = new RecordingMocks(answer);
        await Deployment.TestAsync(mocks, options ?? Update, program);
        return mocks;
    }

    /// <summary>What the program's output turned out to be.</summary>
    public static async Task<Output<T>> Output<T>(
        Func<Output<T>> program, Func<MockResourceArgs, (string? Id, object State)>? answer = null, TestOptions? options = null)
    {
        var (_, outputs) = await Deployment.TestAsync(
            new RecordingMocks(answer), options ?? Update, () =>
                (IDictionary<string, object?>)new Dictionary<string, object?> { ["it"] = program() });
        return (Output<T>)outputs["it"]!;
    }

    /// <summary>The error that the program ends with.</summary>
    public static async Task<string> Error(Action program, Func<MockResourceArgs, (string? Id, object State)>? answer = null)
        => (await Assert.ThrowsAsync<RunException>(() => Program(program, answer))).Message;
}
