using System.Collections.Immutable;
using Infra.Tests.Support;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class RunTests
{
    [Fact]
    public async Task DefaultRunIsAPreviewOfAStackNamedStack()
    {
        var seen = "";

        await Deployment.TestAsync(
            new RecordingMocks(),
            new TestOptions(),
            () =>
            {
                var run = Deployment.Instance;
                seen = $"{run.StackName} {run.ProjectName} {run.OrganizationName} {run.IsDryRun}";
            });

        Assert.Equal("stack project organization True", seen);
    }

    [Fact]
    public async Task RootDirectoryThrowsUnlessSet()
    {
        var seen = "";

        await Deployment.TestAsync(
            new RecordingMocks(), new TestOptions { RootDirectory = "/x" }, () => seen = Deployment.Instance.RootDirectory);

        Assert.Equal("/x", seen);
        Assert.Contains(
            "InvalidOperationException", await Run.Error(() => _ = Deployment.Instance.RootDirectory), StringComparison.Ordinal);
    }

    [Fact]
    public void NoResourceOutsideARun()
    {
        const string Message = "Trying to acquire Deployment.Instance before 'Run' was called.";

        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => Deployment.Instance).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => new Thing("t")).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => Log.Info("x")).Message);
    }

    [Fact]
    public async Task StackIsTheFirstResource()
    {
        var resources = await Deployment.TestAsync<Small>(new RecordingMocks(), Run.Update);

        Assert.Equal("proj-dev", Assert.IsType<Small>(resources[0]).GetResourceName());
        Assert.Equal(["t"], resources.Skip(1).Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task StackMayComeFromAServiceProvider()
    {
        var services = new Mock<IServiceProvider>();
        services.Setup(s => s.GetService(typeof(Small))).Returns(() => new Small());

        var resources = await Deployment.TestWithServiceProviderAsync<Small>(new RecordingMocks(), services.Object, Run.Update);

        Assert.IsType<Small>(resources[0]);
        var error = await Assert.ThrowsAsync<RunException>(
            () => Deployment.TestWithServiceProviderAsync<Small>(new RecordingMocks(), Mock.Of<IServiceProvider>()));
        Assert.Contains("Failed to resolve instance of type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FunctionRunReturnsItsOutputsWithoutTheStack()
    {
        Output<string>? made = null;

        var (resources, outputs) = await Deployment.TestAsync(new RecordingMocks(), Run.Update, async () =>
        {
            await Task.Yield();
            made = new Thing("t").Text;
            return (IDictionary<string, object?>)new Dictionary<string, object?> { ["text"] = made };
        });

        Assert.Equal(["t"], resources.Select(resource => resource.GetResourceName()));
        Assert.Same(made, outputs["text"]);
    }

    [Fact]
    public async Task RunsAnAsynchronousActionToItsEnd()
    {
        var resources = await Deployment.TestAsync(new RecordingMocks(), Run.Update, async () =>
        {
            await Task.Yield();
            _ = new Thing("t");
        });

        Assert.Single(resources);
    }

    [Fact]
    public async Task ParallelRunsAreIsolated()
    {
        var runs = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var mocks = new RecordingMocks();
            await Deployment.TestAsync(mocks, new TestOptions { StackName = "s" + i }, () =>
            {
                for (var k = 0; k < 20; k++)
                {
                    _ = new Thing($"t{k}", new() { Text = Deployment.Instance.StackName });
                }
            });
            return mocks.Resources.Count == 20 && mocks.Resources.TrueForAll(resource => (string)resource.Inputs["text"] == "s" + i);
        }));

        Each.Of(await Task.WhenAll(runs), Assert.True);
    }

    [Fact]
    public async Task RefusesARunInsideARun()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(
            new RecordingMocks(), Run.Update, async () => { await Deployment.TestAsync<Small>(new RecordingMocks()); }));

        Assert.Contains(
            "Deployment.Instance should only be set once at the beginning of a 'Run' call.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptsMoqMocks()
    {
        var mocks = new Mock<IMocks>();
        mocks.Setup(m => m.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync((MockResourceArgs args) => ((string?)(args.Name + "_id"), (object)args.Inputs));

        var resources = await Deployment.TestAsync<Small>(mocks.Object, Run.Update);

        Assert.Equal("t_id", await OutputUtilities.GetValueAsync(((Thing)resources[1]).Id));
        mocks.Verify(
            m => m.NewResourceAsync(It.Is<MockResourceArgs>(args => args.Type == "test:index:Thing" && args.Name == "t")), Times.Once);
        mocks.Verify(m => m.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>()), Times.Once);
    }

    [Fact]
    public async Task EmptyMocksEchoInputsWithoutAnId()
    {
        Thing? thing = null;

        await Deployment.TestAsync(new EmptyMocks(), Run.Update, () => thing = new Thing("t", new() { Text = "x" }));

        Assert.Equal("x", await OutputUtilities.GetValueAsync(thing!.Text));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Id));
    }

    [Fact]
    public async Task StackOutputsReachTheMocksWithTheirMarks()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync<Small>(mocks, Run.Preview);

        var registered = Assert.Single(mocks.Outputs);
        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", registered.Urn);
        Assert.Equal(["named", "Secret"], registered.Outputs.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.True(await Output.IsSecretAsync(registered.Outputs["Secret"]));
        Assert.Equal("s", await OutputUtilities.GetValueAsync(registered.Outputs["Secret"]));
        Assert.False(await OutputUtilities.GetIsKnownAsync(registered.Outputs["named"]));
        Assert.Empty(await OutputUtilities.GetDependenciesAsync(registered.Outputs["named"]));
    }

    [Fact]
    public async Task ComponentRegistersOutputPropertiesOrADictionary()
    {
        var mocks = await Run.Program(() =>
        {
            _ = new Outgoing("own", null);
            _ = new Outgoing(
                "given",
                new Dictionary<string, object?> { ["n"] = 1, ["none"] = null, ["list"] = new object[] { Output.CreateSecret("s") } });
        });

        var own = mocks.Outputs.Single(outputs => outputs.Urn.EndsWith("::own", StringComparison.Ordinal)).Outputs;
        var given = mocks.Outputs.Single(outputs => outputs.Urn.EndsWith("::given", StringComparison.Ordinal)).Outputs;
        Assert.Equal("v", await OutputUtilities.GetValueAsync(own["value"]));
        Assert.Equal(["list", "n"], given.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1d, await OutputUtilities.GetValueAsync(given["n"]));
        Assert.True(await Output.IsSecretAsync(given["list"]));
    }

    [Fact]
    public async Task StackOutputWithoutAValueFailsTheRun()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<Unset>(new RecordingMocks(), Run.Update));

        Assert.Equal(
            "Output(s) 'Value' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.",
            error.Message);
    }

    [Fact]
    public async Task OutputPropertyOfAnotherTypeFailsTheRun()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<NoOutput>(new RecordingMocks(), Run.Update));

        Assert.Equal(
            "Output(s) 'value' have incorrect type. [Output] attributed properties must be instances of Output<T>.", error.Message);
    }

    [Fact]
    public async Task IgnoresThePulumiVersionRange() =>
        await Run.Program(() => Deployment.RequirePulumiVersionAsync(">=3").GetAwaiter().GetResult());

    private sealed class Small : Stack
    {
        public Small()
        {
            Named = new Thing("t").Text;
            Secret = Output.CreateSecret("s");
        }

        [Output("named")]
        public Output<string> Named { get; set; }

        [Output]
        public Output<string> Secret { get; set; }
    }

    private sealed class Unset : Stack
    {
        public Unset() => Value = null;

        [Output]
        public Output<string>? Value { get; set; }
    }

    private sealed class NoOutput : Stack
    {
        [Output("value")]
        public string Value { get; set; } = "";
    }

    private sealed class Outgoing : ComponentResource
    {
        public Outgoing(string name, IDictionary<string, object?>? outputs)
            : base("test:index:Outgoing", name)
        {
            Value = Output.Create("v");
            if (outputs is null)
            {
                RegisterOutputs();
            }
            else
            {
                RegisterOutputs(outputs);
            }
        }

        [Output("value")]
        public Output<string> Value { get; }
    }
}
