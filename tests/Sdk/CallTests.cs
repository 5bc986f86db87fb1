using System.Collections.Immutable;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class CallTests
{
    [Fact]
    public async Task FunctionReturnsTheDictionaryOfTheMock()
    {
        var mocks = new RecordingMocks { Result = new Dictionary<string, object> { ["name"] = "n", ["count"] = 2 } };
        Output<string>? text = null;

        await Deployment.TestAsync(
            mocks,
            Run.Update,
            () =>
                text = Deployment.Instance.Invoke<Part>("test:index:getPart", new LookUpArgs { Key = new Thing("t").Id })
                    .Apply(part => part.Name + part.Count));

        Assert.Equal("n2", await OutputUtilities.GetValueAsync(text!));
        Assert.Equal("t", Assert.Single(await OutputUtilities.GetDependenciesAsync(text!)).GetResourceName());
        var call = Assert.Single(mocks.Calls);
        Assert.Equal(("test:index:getPart", "", "t_id"), (call.Token, call.Provider, call.Args["key"]));
    }

    [Fact]
    public async Task UnknownArgumentMakesTheResultUnknownWithoutACall()
    {
        var mocks = new RecordingMocks();
        Output<Part>? part = null;

        await Deployment.TestAsync(
            mocks,
            Run.Preview,
            () =>
                part = Deployment.Instance.Invoke<Part>("test:index:getPart", new LookUpArgs { Key = OutputUtilities.CreateUnknown("x") }));

        Assert.False(await OutputUtilities.GetIsKnownAsync(part!));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task TaskCallOmitsUnknownArguments()
    {
        var mocks = new RecordingMocks { Result = new Dictionary<string, object> { ["name"] = "n" } };

        await Deployment.TestAsync(mocks, Run.Preview, async () =>
        {
            Assert.Equal(
                "n",
                (await Deployment.Instance.InvokeAsync<Part>(
                    "test:index:getPart",
                    new LookUpArgs { Key = OutputUtilities.CreateUnknown("x") })).Name);
        });

        Assert.Empty(Assert.Single(mocks.Calls).Args);
    }

    [Fact]
    public async Task ResultWithASecretIsSecret()
    {
        var mocks = new RecordingMocks { Result = new Dictionary<string, object> { ["name"] = Output.CreateSecret("n") } };
        Output<Part>? part = null;

        await Deployment.TestAsync(
            mocks, Run.Update, () => part = Deployment.Instance.Invoke<Part>("test:index:getPart", InvokeArgs.Empty));

        Assert.True(await Output.IsSecretAsync(part!));
    }

    [Fact]
    public async Task ReturnsASingleMember()
    {
        var mocks = new RecordingMocks { Result = new Dictionary<string, object> { ["only"] = 3 } };
        Output<int>? number = null;

        await Deployment.TestAsync(
            mocks, Run.Update, () => number = Deployment.Instance.InvokeSingle<int>("test:index:getNumber", InvokeArgs.Empty));

        Assert.Equal(3, await OutputUtilities.GetValueAsync(number!));
    }

    [Fact]
    public async Task DependsOnIsADependencyOfTheResult()
    {
        var mocks = new RecordingMocks();
        Output<Part>? part = null;

        await Deployment.TestAsync(
            mocks,
            Run.Update,
            () =>
                part = Deployment.Instance.Invoke<Part>(
                    "test:index:getPart", InvokeArgs.Empty, new InvokeOutputOptions { DependsOn = { new Thing("t") } }));

        Assert.Equal("t", Assert.Single(await OutputUtilities.GetDependenciesAsync(part!)).GetResourceName());
    }

    [Fact]
    public async Task CallUsesTheGivenOrInheritedProvider()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, Run.Update, () =>
        {
            var provider = new ProviderResource("test", "p", ResourceArgs.Empty, new CustomResourceOptions(), registerPackageRequest: null);
            _ = Deployment.Instance.Invoke<Part>("test:index:getPart", InvokeArgs.Empty, new InvokeOptions { Provider = provider });
            _ = Deployment.Instance.Invoke<Part>(
                "test:index:getPart", InvokeArgs.Empty, new InvokeOptions { Parent = new Group("g", new() { Provider = provider }) });
        });

        Each.Of(mocks.Calls, call => Assert.EndsWith("::p::p_id", call.Provider, StringComparison.Ordinal));
        Assert.Equal(2, mocks.Calls.Count);
    }

    [Fact]
    public async Task MethodCallPassesItsResource()
    {
        var mocks = new RecordingMocks { Result = new Dictionary<string, object> { ["name"] = "n" } };
        Output<Part>? part = null;

        await Deployment.TestAsync(
            mocks, Run.Update, () => part = Deployment.Instance.Call<Part>("test:index:Thing/get", CallArgs.Empty, new Thing("t")));

        Assert.Equal("t", ((Resource)Assert.Single(mocks.Calls).Args["__self__"]).GetResourceName());
        Assert.Equal("n", (await OutputUtilities.GetValueAsync(part!)).Name);
    }

    [Fact]
    public async Task UnsupportedArgumentsFailTheRun()
    {
        var errors = await Assert.ThrowsAsync<AggregateException>(
            () => Run.Program(() => Deployment.Instance.Invoke<Part>("test:index:getPart", new LookUpArgs { Any = new object() })));

        Assert.StartsWith(
            "Error serializing arguments for invoke test:index:getPart: error serializing property \"any\": System.Object is not a " +
            "supported argument type.",
            errors.InnerExceptions[0].Message,
            StringComparison.Ordinal);
        Assert.Contains("error serializing property \"any\"", errors.InnerExceptions[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExceptionOfAMockFailsTheOutputAndTheRun() =>
        Assert.Contains(
            "Pulumi.Testing.MockCallArgs is not a supported argument type",
            (await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(
                new Pulumi.Testing.EmptyMocks(),
                Run.Update,
                () => { _ = Deployment.Instance.Invoke<Part>("test:index:getPart", InvokeArgs.Empty).Apply(part => part.Name); }))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task ExceptionOfAnAwaitedCallIsTheCallersAlone()
    {
        var caught = "";

        await Deployment.TestAsync(new Pulumi.Testing.EmptyMocks(), Run.Update, async () =>
        {
            try
            {
                await Deployment.Instance.InvokeAsync("test:index:getPart", InvokeArgs.Empty);
            }
            catch (InvalidOperationException e)
            {
                caught = e.Message;
            }
        });

        Assert.Contains("Pulumi.Testing.MockCallArgs is not a supported argument type", caught, StringComparison.Ordinal);
    }

    private sealed class LookUpArgs : InvokeArgs
    {
        [Input("key")]
        public Input<string>? Key { get; set; }

        [Input("any")]
        public object? Any { get; set; }
    }
}
