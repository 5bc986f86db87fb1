using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class StackReferenceTests
{
    private static (string? Id, object State) Answer(MockResourceArgs args) => (null, args.Inputs
        .SetItem("outputs", new Dictionary<string, object> { ["open"] = "o", ["hidden"] = "h" })
        .SetItem("secretOutputNames", new object[] { "hidden" }));

    [Fact]
    public async Task ReadsTheNamedStack()
    {
        var mocks = await Run.Program(
            () =>
            {
                _ = new StackReference("org/p/s");
                _ = new StackReference("short", new StackReferenceArgs { Name = "org/p/t" });
            },
            Answer);

        Assert.Equal(
            ["pulumi:pulumi:StackReference org/p/s org/p/s", "pulumi:pulumi:StackReference org/p/t org/p/t"],
            mocks.Resources.Select(resource => $"{resource.Type} {resource.Id} {resource.Inputs["name"]}"));
    }

    [Theory]
    [InlineData("open", "o", false)]
    [InlineData("hidden", "h", true)]
    [InlineData("missing", null, false)]
    public async Task OutputIsSecretOnlyIfListed(string name, string? value, bool secret)
    {
        var output = await Run.Output(() => new StackReference("org/p/s").GetOutput(name), Answer);

        Assert.Equal(value, await OutputUtilities.GetValueAsync(output));
        Assert.Equal(secret, await Output.IsSecretAsync(output));
    }

    [Fact]
    public async Task MissingRequiredOutputFailsTheRun() =>
        Assert.Contains(
            "Required output 'missing' does not exist on stack 'org/p/s'.",
            await Run.Error(() => _ = new StackReference("org/p/s").RequireOutput("missing"), Answer),
            StringComparison.Ordinal);

    [Fact]
    public async Task OutputDetailsSeparateSecrets() => await Deployment.TestAsync(new RecordingMocks(Answer), Run.Update, async () =>
    {
        var reference = new StackReference("org/p/s");
        var open = await reference.GetOutputDetailsAsync("open");
        var hidden = await reference.GetOutputDetailsAsync("hidden");

        Assert.Equal(("o", null, null, "h"), (open.Value, open.SecretValue, hidden.Value, hidden.SecretValue));
        Assert.Equal("o", await reference.RequireValueAsync("open"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reference.GetValueAsync("hidden"));
    });

    [Fact]
    public async Task MissingOutputsOfTheStackFailTheRun() =>
        Assert.Contains(
            "System.NullReferenceException",
            (await Assert.ThrowsAnyAsync<Exception>(() => Run.Program(() => new StackReference("s").GetOutput("a")))).Message,
            StringComparison.Ordinal);
}
