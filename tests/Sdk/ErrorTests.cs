using Infra.Tests.Support;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

public sealed class ErrorTests
{
    [Fact]
    public async Task ReportsAnExceptionWithProgramAndStackTrace()
    {
        var lines = (await Run.Error(() => throw new InvalidOperationException("boom"))).Split('\n');

        Assert.StartsWith("Running program '", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("' failed with an unhandled exception:", lines[0], StringComparison.Ordinal);
        Assert.Equal("System.InvalidOperationException: boom", lines[1]);
        Assert.StartsWith("   at ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportsARunExceptionByItsMessage() =>
        Assert.Equal("only this", await Run.Error(() => throw new RunException("only this")));

    [Fact]
    public async Task ReportsAResourceExceptionWithItsStackTraceUnlessHidden()
    {
        var shown = await Run.Error(() => throw new ResourceException("of a resource", null));
        var hidden = await Run.Error(() => throw new ResourceException("of a resource", null, hideStack: true));

        Assert.Equal("Pulumi.ResourceException: of a resource", shown.Split('\n')[0]);
        Assert.Contains("   at ", shown, StringComparison.Ordinal);
        Assert.Equal("of a resource", hidden);
    }

    [Fact]
    public async Task ExceptionOfAMockFailsTheRunOnce()
    {
        var error = await Run.Error(
            () =>
            {
                var thing = new Thing("t");
                _ = new Thing("child", new() { Text = thing.Text }, new() { Parent = thing, DependsOn = { thing } });
            },
            args => args.Name == "t" ? throw new InvalidOperationException("mockboom") : ("id", args.Inputs));

        Assert.Contains("System.InvalidOperationException: mockboom", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConstructorDoesNotThrowTheExceptionOfAMock()
    {
        var reached = false;

        await Run.Error(
            () =>
            {
                _ = new Thing("t");
                reached = true;
            },
            _ => throw new InvalidOperationException("mockboom"));

        Assert.True(reached);
    }

    [Fact]
    public async Task ReportsSeveralErrorsTogether()
    {
        var errors = await Assert.ThrowsAsync<AggregateException>(() => Run.Program(
            () =>
            {
                _ = new Thing("a");
                _ = new Thing("b");
                throw new InvalidOperationException("program");
            },
            args => throw new InvalidOperationException(args.Name)));

        Each.Of(errors.InnerExceptions, error => Assert.IsType<RunException>(error));
        Assert.Equal(
            ["program", "a", "b"],
            errors.InnerExceptions.Select(error => error.Message.Split('\n')[1]["System.InvalidOperationException: ".Length..]));
    }

    [Fact]
    public async Task LoggedErrorFailsTheRun()
    {
        var reached = false;

        var error = await Run.Error(() =>
        {
            Log.Error("logged");
            reached = true;
        });

        Assert.Equal("logged", error);
        Assert.True(reached);
        Assert.StartsWith(
            "System.FormatException: bad", await Run.Error(() => Log.Exception(new FormatException("bad"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherLogLevelsDoNotFailTheRun() => await Run.Program(() =>
    {
        Log.Debug("d");
        Log.Info("i");
        Log.Warn("w");
    });

    [Fact]
    public async Task MocksAcceptANameTwice()
    {
        var mocks = await Run.Program(() =>
        {
            _ = new Thing("t");
            _ = new Thing("t");
        });

        Assert.Equal(2, mocks.Resources.Count);
    }

    [Fact]
    public async Task ComponentRefusesProviderBesideProviders()
    {
        var error = await Run.Error(() =>
        {
            var provider = new Pulumi.Kubernetes.Provider("p", new());
            _ = new Group("g", new() { Provider = provider, Providers = { provider } });
        });

        Assert.Equal(
            "Pulumi.ResourceException: Do not supply both 'provider' and 'providers' options to a ComponentResource.",
            error.Split('\n')[0]);
    }

    [Theory]
    [InlineData("", "n", "'type' cannot be null or empty. (Parameter 'type')")]
    [InlineData("a:b:C", "", "'name' cannot be null or empty. (Parameter 'name')")]
    public async Task ResourceNeedsTypeAndName(string type, string name, string message) =>
        Assert.Contains(
            message,
            await Run.Error(() => _ = new CustomResource(type, name, null, new CustomResourceOptions())),
            StringComparison.Ordinal);

    [Fact]
    public async Task IdIsForCustomResourcesOnly() =>
        Assert.Contains(
            "ResourceOptions.Id is only valid for a CustomResource",
            await Run.Error(() => _ = new Group("g", new() { Id = "x" })),
            StringComparison.Ordinal);
}
