using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Cluster;
using Infra.Migration;
using Infra.Model;
using Infra.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests;

/// <summary>Steps from the present state of a cluster that a run refuses: before its first resource, all in one message.</summary>
[Collection(ProcessConfiguration.Name)]
public sealed class RefusalsTests
{
    private const string ReferenceType = "pulumi:pulumi:StackReference";

    private const string Passed = """{"gate":"gate-1","criterion":"x","check":"nodesReady","ok":true}""";

    private static readonly Dictionary<string, object> Up = new(StringComparer.Ordinal)
    {
        ["kubeconfig"] = "a kubeconfig",
        ["k3sVersion"] = "v1.34.6+k3s1",
        ["databasePasswords"] = ImmutableDictionary<string, object>.Empty,
    };

    [Fact]
    [Pitfall("longhorn-upgrade-step")]
    [Pitfall("order-refused-step")]
    public async Task AllRefusalsAreOneMessageBeforeTheFirstResource()
    {
        var (failure, mocks) = await FailAsync("prod", new(Up) { ["k3sVersion"] = "v1.31.4+k3s1", ["longhornVersion"] = "1.9.2" });

        Assert.Equal(
            "stacks/community/system.yaml:LINE: cluster.k3s.version: v1.34.6+k3s1 skips minor versions: this cluster runs v1.31.4+k3s1; "
                + "upgrade to v1.32, v1.33 first, each with pulumi up\n"
                + "stacks/community/system.yaml:LINE: storage.longhorn.version: Longhorn 1.9.2 is installed and cannot be upgraded to "
                + "1.12.1: one minor version at a time; set a release of 1.10 first",
            WithoutLines(Assert.IsType<RunException>(failure).Message));
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    [Pitfall("hetzner-resize")]
    public async Task ChangeOfSeveralServersIsRefusedBeforeTheFirstResource()
    {
        var cx23 = ImmutableDictionary<string, object>.Empty.Add("type", "cx23").Add("location", "nbg1").Add("placementGroup", "spread");
        var (failure, mocks) = await FailAsync("prod", new(Up)
        {
            ["servers"] = ImmutableDictionary<string, object>.Empty.Add("worker-1", cx23).Add("worker-2", cx23),
        });

        Assert.StartsWith(
            "stacks/community/env.prod.yaml:LINE: cluster.nodes[worker-2].serverType: the run would switch off several servers at once: "
                + "'worker-1' from cx23 to cx33, 'worker-2' from cx23 to cx33; ",
            WithoutLines(Assert.IsType<RunException>(failure).Message),
            StringComparison.Ordinal);
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    [Pitfall("order-guest-before-owner")]
    public async Task GuestOfAClusterThatIsNotUpIsRefused()
    {
        var (failure, mocks) = await FailAsync("stage", []);

        Assert.Equal(
            "stacks/community/env.stage.yaml:LINE: cluster.from: the stack prod owns this stack's cluster and has not brought it up yet; "
                + "run pulumi up --stack prod first",
            WithoutLines(Assert.IsType<RunException>(failure).Message));
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    [Pitfall("order-guest-other-backend")]
    public async Task OwnerThatTheBackendDoesNotKnowIsOneLine()
    {
        var (failure, mocks) = await FailAsync("stage", Up, Grpc("Unknown", """
            invocation of pulumi:pulumi:readStackOutputs returned an error: unknown stack "organization/infra/prod"
            """));

        Assert.Equal(
            "stacks/community/env.stage.yaml:LINE: cluster.from: the stack prod owns this stack's cluster, and the backend does not give "
                + "its outputs: unknown stack \"organization/infra/prod\"; run pulumi up --stack prod first, and log in to the backend "
                + "that has it (pulumi whoami --verbose shows the present one)",
            WithoutLines(Assert.IsType<RunException>(failure).Message));
        Assert.Empty(mocks.Created);
    }

    [Fact]
    public async Task EngineWithoutTheFunctionIsAskedThroughTheReference()
    {
        var (failure, mocks) = await FailAsync("stage", [], Grpc("Unimplemented", "unknown method Invoke"));

        Assert.Contains("has not brought it up yet", Assert.IsType<RunException>(failure).Message, StringComparison.Ordinal);
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    public async Task OwnOutputsThatTheBackendDoesNotGiveAreOneLine()
    {
        var (failure, mocks) = await FailAsync("prod", Up, Grpc("Unknown", """
            invocation of pulumi:pulumi:readStackOutputs returned an error: read ".pulumi/stacks/infra/prod.json": no space left
            """));

        Assert.Equal(
            "the backend does not give the outputs of this stack, prod, as its last run left them: read "
                + "\".pulumi/stacks/infra/prod.json\": no space left; check the backend that has it (pulumi whoami --verbose shows the "
                + "present one) and its passphrase or key, then run pulumi again; nothing was changed",
            Assert.IsType<RunException>(failure).Message);
        Assert.Empty(mocks.Created);
    }

    [Fact]
    public async Task StepThatIsNotTheNextIsRefusedWithAllElse()
    {
        var (failure, mocks) = await FailAsync(
            "prod", new(Up) { ["k3sVersion"] = "v1.31.4+k3s1", ["phase"] = "3-blue" }, readsProgress: true);

        Assert.Equal(
            "Pulumi.prod.yaml: infra:phase: '3-decommission' is 6 steps ahead: the stack is at '3-blue' (as its last run left it), "
                + "and steps are made one at a time; make the next one first: pulumi config set infra:phase 3-data --stack prod, then "
                + "pulumi up --stack prod\n"
                + "stacks/community/system.yaml:LINE: cluster.k3s.version: v1.34.6+k3s1 skips minor versions: this cluster runs "
                + "v1.31.4+k3s1; "
                + "upgrade to v1.32, v1.33 first, each with pulumi up",
            WithoutLines(Assert.IsType<RunException>(failure).Message));
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    public async Task GuestReadsItsOwnStepWithoutAResource()
    {
        var (failure, mocks) = await FailAsync(
            "stage", Up, readsProgress: true, own: new(StringComparer.Ordinal) { ["stage"] = new() { ["phase"] = "2-deploy" } });

        Assert.StartsWith(
            "Pulumi.stage.yaml: infra:phase: '3-decommission' is 9 steps ahead: the stack is at '2-deploy' (as its last run",
            Assert.IsType<RunException>(failure).Message,
            StringComparison.Ordinal);
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    public async Task GuestThatWasNeverUpBeginsWithTheFirstStepOfItsEnvironment()
    {
        var (failure, _) = await FailAsync("stage", Up, readsProgress: true);

        Assert.Contains(
            "the stack was never brought up, and begins at '2-deploy' at the latest",
            Assert.IsType<RunException>(failure).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task GateOfAnotherClusterIsAskedOfItsStack()
    {
        var (failure, mocks) = await FailAsync(
            "prod",
            new(Up) { ["phase"] = "1-apps" },
            readsProgress: true,
            own: new(StringComparer.Ordinal)
            {
                ["dev"] = new()
                {
                    ["phase"] = "1-apps",
                    ["gates"] = ImmutableDictionary<string, object>.Empty.Add("gate-1/nodes", Passed).Add("gate-1/postgres", Passed),
                },
            },
            phase: "2-deploy");

        Assert.Equal(
            "Pulumi.prod.yaml: infra:phase: 'gate-1' stands before '2-deploy' and asks for mysql, cjk, wordpress, failover, security, "
                + "functions in the environment dev, whose stack has not passed it: dev is at '1-apps'; bring it there: pulumi config set "
                + "infra:phase 2-deploy --stack dev, then pulumi up --stack dev, then pulumi up --stack prod",
            Assert.IsType<RunException>(failure).Message);
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    public async Task OwnOutputsOfAGuestThatTheBackendDoesNotGiveAreOneLine()
    {
        var (failure, mocks) = await FailAsync(
            "stage",
            Up,
            Grpc("Unknown", "invocation of pulumi:pulumi:readStackOutputs returned an error: no space left"),
            readsProgress: true,
            refusedStack: "stage");

        Assert.Equal(
            "the backend does not give the outputs of this stack, stage, as its last run left them: no space left; check the backend that "
                + "has it (pulumi whoami --verbose shows the present one) and its passphrase or key, then run pulumi again; nothing was "
                + "changed",
            Assert.IsType<RunException>(failure).Message);
        Assert.Equal([ReferenceType], mocks.Created);
    }

    [Fact]
    public async Task GuestOfAnEngineWithoutTheFunctionReadsItsOwnReference()
    {
        var (failure, mocks) = await FailAsync(
            "stage", new(Up) { ["phase"] = "2-deploy" }, Grpc("Unimplemented", "unknown method Invoke"), readsProgress: true);

        Assert.Contains("the stack is at '2-deploy'", Assert.IsType<RunException>(failure).Message, StringComparison.Ordinal);
        Assert.Equal([ReferenceType, ReferenceType], mocks.Created);
    }

    [Fact]
    public void ClientOfADatabaseThatTheOwnerHasNotMadeIsRefused()
    {
        var system = DatabaseSystems.In("stage", "3-prod");
        var missing = StackParts.Refusals(system, new(), new() { IsUp = true, Databases = ImmutableHashSet<string>.Empty });

        Each.Of(missing, problem =>
            Assert.Contains("run pulumi up --stack prod first, in a phase in which", problem.Right, StringComparison.Ordinal));
        Assert.Empty(StackParts.Refusals(system, new(), new() { IsUp = true, Databases = null }));
    }

    [Fact]
    public void StateIsReadFromPlainOutputs()
    {
        var state = OwnerOutputs.StateOf(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kubeconfig"] = "a kubeconfig",
            ["k3sVersion"] = "v1.34.6+k3s1",
            ["longhornVersion"] = "",
            ["databasePasswords"] = ImmutableDictionary<string, object>.Empty.Add("main/app", "pw"),
        });

        Assert.True(state.IsUp);
        Assert.Equal(("v1.34.6+k3s1", null), (state.K3sVersion, state.LonghornVersion));
        Assert.Equal(["main/app"], state.Databases);
    }

    [Fact]
    public void StateOfAStackThatWasNeverUpIsEmpty()
    {
        var state = OwnerOutputs.StateOf(ImmutableDictionary<string, object?>.Empty);

        Assert.Equal((false, null, null), (state.IsUp, state.K3sVersion, state.LonghornVersion));
        Assert.Empty(state.Databases!);
    }

    [Theory]
    [InlineData("Status(StatusCode=\"Unknown\", Detail=\"invocation of x returned an error: a\n\tb \"c\"\")", "a b \"c\"")]
    [InlineData("Status(StatusCode=\"Unavailable\", Detail=\"failed to connect\")", "failed to connect")]
    [InlineData("no status at all", "no status at all")]
    [InlineData("Detail=\"", "Detail=\"")]
    public void ReasonIsTheBackendsMessageOnOneLine(string message, string reason) =>
        Assert.Equal(reason, BackendAnswer.Reason(message));

    /// <summary>
    /// An exception inside an Apply comes back from every resource that depends on it.
    /// </summary>
    [Fact]
    public void ProgramRefusesBeforeTheFirstResourceOnly()
    {
        using var program = ModuleDefinition.ReadModule(typeof(InfraStack).Assembly.Location);
        var throwing = program.GetTypes()
            .Where(type => type.Methods.Any(method => method.HasBody && method.Body.Instructions.Any(IsRefusal)))
            .Select(type => (type.DeclaringType ?? type).Name)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                nameof(EngineAnswer), nameof(EngineVersion), nameof(InfraStack), nameof(OwnerOutputs),
                nameof(PlannedGates), nameof(ProgressOutputs), nameof(ProjectRoot), nameof(StackInputs),
            ],
            throwing);
    }

    private static bool IsRefusal(Instruction instruction) =>
        instruction.OpCode == OpCodes.Newobj
        && instruction.Operand is MethodReference { DeclaringType.FullName: "Pulumi.RunException" };

    private static InvalidOperationException Grpc(string code, string detail) =>
        new InvalidOperationException($"Status(StatusCode=\"{code}\", Detail=\"{detail}\")");

    private static string WithoutLines(string message) => Regex.Replace(message, @"(?m)^([^:]+):\d+:", "$1:LINE:");

    private static async Task<(Exception Failure, Engine Mocks)> FailAsync(
        string stack,
        Dictionary<string, object> outputs,
        Exception? refused = null,
        bool readsProgress = false,
        Dictionary<string, Dictionary<string, object>>? own = null,
        string? refusedStack = null,
        string? phase = null)
    {
        var loaded = StackLoad.Load(FrozenSystems.Root, stack, phase).Result;
        var inputs = new StackInputs { System = loaded.Spec!, Sources = loaded.Sources, ReadsProgress = readsProgress };
        var mocks = new Engine(outputs, refused) { Own = own ?? [], RefusedStack = refusedStack };
        var failure = await Record.ExceptionAsync(() => Deployment.TestWithServiceProviderAsync<InfraStack>(
            mocks,
            new StackFactory(() => new InfraStack(inputs, options: null)),
            new TestOptions { ProjectName = "infra", StackName = stack, IsPreview = false }));
        return (failure, mocks);
    }

    /// <summary>An engine with one stack's outputs, whose own functions may fail.</summary>
    private sealed class Engine(Dictionary<string, object> outputs, Exception? refused) : IMocks
    {
        /// <summary>Outputs of other stacks, which are asked by the engine's function.</summary>
        public Dictionary<string, Dictionary<string, object>> Own { get; init; } = [];

        /// <summary>Stack that the backend does not give; null for all.</summary>
        public string? RefusedStack { get; init; }

        public ConcurrentQueue<string> Created { get; } = new();

        public ConcurrentQueue<string> Calls { get; } = new();

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Created.Enqueue(args.Type!);
            var state = args.Inputs.SetItem("outputs", outputs).SetItem("secretOutputNames", Array.Empty<object>());
            return Task.FromResult<(string?, object)>((args.Id, state));
        }

        public Task<object> CallAsync(MockCallArgs args)
        {
            Calls.Enqueue(args.Token!);
            var stack = ((string)args.Args["name"]).Split('/')[^1];
            return refused is null || (RefusedStack is not null && RefusedStack != stack)
                ? Task.FromResult<object>(args.Args.Add("outputs", Own.GetValueOrDefault(stack) ?? []))
                : Task.FromException<object>(refused);
        }
    }
}
