using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

/// <summary>Runs small programs under mocks.</summary>
internal static class Run
{
    public static TestOptions Preview => new() { ProjectName = "proj", StackName = "dev", IsPreview = true };

    public static TestOptions Update => new() { ProjectName = "proj", StackName = "dev", IsPreview = false };

    /// <summary>Runs a program and returns the mocks, which recorded its calls.</summary>
    public static async Task<RecordingMocks> Program(
        Action program, Func<MockResourceArgs, (string? Id, object State)>? answer = null, TestOptions? options = null)
    {
        var mocks = new RecordingMocks(answer);
        await Deployment.TestAsync(mocks, options ?? Update, program);
        return mocks;
    }

    /// <summary>Runs a program and returns its output once resolved.</summary>
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
