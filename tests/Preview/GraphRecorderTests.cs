using System.Collections.Immutable;
using System.Text;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using HCloud = Pulumi.HCloud;
using K8s = Pulumi.Kubernetes;
using Remote = Pulumi.Command.Remote;

namespace Infra.Tests.Preview;

public sealed class GraphRecorderTests
{
    private const string Opening = "urn:pulumi:dev::infra::";

    [Fact]
    public async Task UrnHasTheTypesOfAllParentsButTheStack()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var outer = new Box("outer");
            var inner = new Box("inner", new() { Parent = outer });
            var parent = Map("parent", new() { Parent = inner });
            _ = Map("child", new() { Parent = parent });
        });
        Assert.Equal(
            [
                Opening + "pulumi:pulumi:Stack::infra-dev",
                Opening + "infra:test:Box::outer",
                Opening + "infra:test:Box$infra:test:Box::inner",
                Opening + "infra:test:Box$infra:test:Box$kubernetes:core/v1:ConfigMap::parent",
                Opening + "infra:test:Box$infra:test:Box$kubernetes:core/v1:ConfigMap$kubernetes:core/v1:ConfigMap::child",
            ],
            plan.Resources.Select(resource => resource.Urn));
        Assert.Equal(plan.Resources.Take(4).Select(resource => resource.Urn), plan.Resources.Skip(1).Select(resource => resource.Parent));
    }

    [Fact]
    public async Task SiblingsAreSortedByTypeThenName()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            _ = Map("b");
            _ = Map("B");
            _ = new CoreV1.Namespace("z");
            _ = Map("a");
        });
        Assert.Equal(["B", "a", "b", "z"], plan.Resources.Skip(1).Select(resource => resource.Name));
    }

    [Fact]
    public async Task InheritsTheProviderOfTheNearestParent()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var first = new K8s.Provider("first", new() { KubeConfig = "x" });
            var second = new K8s.Provider("second", new() { KubeConfig = "x" });
            var box = new Box("box", new() { Providers = { first } });
            var inner = new Box("inner", new() { Parent = box });
            var own = Map("own", new() { Parent = inner, Provider = second });
            _ = Map("inherits", new() { Parent = inner });
            _ = Map("below-own", new() { Parent = own });
            _ = new HCloud.Network("other-package", new() { IpRange = "10.0.0.0/8" }, new() { Parent = inner });
        });
        Assert.Equal(Opening + "pulumi:providers:kubernetes::first", Find(plan, "inherits").Provider);
        Assert.Equal(Opening + "pulumi:providers:kubernetes::second", Find(plan, "own").Provider);
        Assert.Equal(Opening + "pulumi:providers:kubernetes::second", Find(plan, "below-own").Provider);
        Assert.StartsWith(Opening + "pulumi:providers:hcloud::default", Find(plan, "other-package").Provider, StringComparison.Ordinal);
        Assert.Null(Find(plan, "box").Provider);
        Assert.Null(Find(plan, "first").Provider);
    }

    [Fact]
    public async Task InheritsProtectRetainAndDeletedWithUnlessGiven()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var other = Map("other");
            var box = new Box("box", new() { Protect = true, RetainOnDelete = true, DeletedWith = other });
            _ = Map("inherits", new() { Parent = box });
            _ = Map("declines", new() { Parent = box, Protect = false, RetainOnDelete = false });
        });
        var inherits = Find(plan, "inherits");
        Assert.True(inherits.Protect && inherits.RetainOnDelete);
        Assert.Equal(Find(plan, "other").Urn, inherits.DeletedWith);
        Assert.False(Find(plan, "declines").Protect || Find(plan, "declines").RetainOnDelete);
    }

    [Fact]
    public async Task KeepsOptionsAsGiven()
    {
        var plan = await SmallStack.PlanAsync(() => _ = Map("a", new()
        {
            IgnoreChanges = { "data", "a" },
            ReplaceOnChanges = { "metadata.name" },
            DeleteBeforeReplace = true,
            AdditionalSecretOutputs = { "data" },
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5) },
        }));
        var map = Find(plan, "a");
        Assert.Equal(["a", "data"], map.IgnoreChanges);
        Assert.Contains("metadata.name", map.ReplaceOnChanges);
        Assert.True(map.DeleteBeforeReplace);
        Assert.Equal(["data"], map.AdditionalSecretOutputs);
        Assert.Equal(new PlanTimeouts(TimeSpan.FromMinutes(5), null, null), map.Timeouts);
    }

    [Fact]
    public async Task FindsDataDependenciesAtAnyDepth()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var network = new HCloud.Network("network", new() { IpRange = "10.0.0.0/8" });
            var space = new CoreV1.Namespace("space", new() { Metadata = new ObjectMetaArgs { Name = "apps" } });
            _ = new HCloud.Server("server", new()
            {
                ServerType = "cx33",
                Image = "debian-13",
                Networks = { new HCloud.Inputs.ServerNetworkArgs { NetworkId = network.Id.Apply(int.Parse) } },
            });
            _ = new CoreV1.ConfigMap(
                "map",
                new()
                {
                    Metadata = new ObjectMetaArgs { Namespace = space.Metadata.Apply(metadata => metadata.Name) },
                    Data = { ["a"] = network.Id.Apply(id => id + "!") },
                });
        });
        Assert.Equal([Find(plan, "network").Urn], Find(plan, "server").DependsOn);
        Assert.Equal([Find(plan, "network").Urn, Find(plan, "space").Urn], Find(plan, "map").DependsOn);
        Assert.Equal(Find(plan, "map").DependsOn, Find(plan, "map").DataDependencies);
        Assert.Empty(Find(plan, "map").DeclaredDependencies);
    }

    [Fact]
    public async Task NamesTheSourcesOfEveryInput()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var first = Map("first");
            var second = Map("second");
            var both = Output.Tuple(first.Id, second.Id).Apply(ids => ids.Item1 + ids.Item2);
            var box = new Box("box");
            _ = Map("inside", new() { Parent = box });
            _ = new CoreV1.ConfigMap(
                "map",
                new()
                {
                    Metadata = new ObjectMetaArgs { Name = "plain", Namespace = second.Id },
                    Data = { ["a"] = both, ["b"] = first.Id, ["c"] = "d" },
                },
                new() { DependsOn = { box } });
        });
        var map = Find(plan, "map");
        Assert.Equal(["data", "metadata"], map.PropertyDependencies.Keys);
        Assert.Equal([Find(plan, "first").Urn, Find(plan, "second").Urn], map.PropertyDependencies["data"]);
        Assert.Equal([Find(plan, "second").Urn], map.PropertyDependencies["metadata"]);
        Assert.Equal([Find(plan, "first").Urn, Find(plan, "second").Urn], map.DataDependencies);
        Assert.Contains(Find(plan, "inside").Urn, map.DependsOn);
        Assert.Empty(Find(plan, "first").PropertyDependencies);
    }

    [Fact]
    public async Task DependencyOnAComponentMeansItsCustomResources()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var box = new Box("box");
            var inner = new Box("inner", new() { Parent = box });
            var first = Map("first", new() { Parent = box });
            _ = Map("second", new() { Parent = inner });
            _ = Map("below-first", new() { Parent = first });
            _ = Map("depends", new() { DependsOn = { box } });
        });
        var depends = Find(plan, "depends");
        Assert.Equal([Find(plan, "first").Urn, Find(plan, "second").Urn], depends.DependsOn.Order(StringComparer.Ordinal).Reverse());
        Assert.Equal([Find(plan, "box").Urn], depends.DeclaredDependencies);
        Assert.Empty(depends.DataDependencies);
    }

    [Fact]
    public async Task RemoteComponentStandsForItself()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var provider = new K8s.Provider("k8s", new() { KubeConfig = "x" });
            var chart = new K8s.Helm.V4.Chart("chart", new() { Chart = "oci://registry.example/a" }, new() { Provider = provider });
            _ = Map("depends", new() { DependsOn = { chart } });
        });
        Assert.Equal([Find(plan, "chart").Urn], Find(plan, "depends").DependsOn);
        Assert.Equal(Find(plan, "k8s").Urn, Find(plan, "chart").Provider);
    }

    [Fact]
    public async Task NamesSecretInputsByPathAndMasksThem()
    {
        var plan = await SmallStack.PlanAsync(
            () =>
            {
                var token = new Config().RequireSecret("token");
                _ = new CoreV1.ConfigMap("map", new() { Data = { ["open"] = "shown", ["hash.txt"] = token.Apply(_ => "derived-value") } });
                _ = new CoreV1.Pod(
                    "pod",
                    new()
                    {
                        Spec = new PodSpecArgs
                        {
                            Containers = { new ContainerArgs { Name = "a", Env = { new EnvVarArgs { Name = "T", Value = token } } } },
                        },
                    });
            },
            ("infra:token", SecretToken.For("infra:token")));
        var map = Find(plan, "map");
        Assert.Equal(["data[\"hash.txt\"]"], map.SecretInputs);
        Assert.Equal("shown", map.Inputs.At("data")!.TextOf("open"));
        Assert.Equal("[secret]", map.Inputs.At("data")!.TextOf("hash.txt"));
        Assert.Equal(["spec.containers[0].env[0].value"], Find(plan, "pod").SecretInputs);
    }

    [Fact]
    public async Task MasksConnectionAndSecretInputOfACommand()
    {
        var plan = await SmallStack.PlanAsync(
            () => _ = new Remote.Command("run", new()
            {
                Connection = new Remote.Inputs.ConnectionArgs
                {
                    Host = "192.0.2.1",
                    User = "root",
                    PrivateKey = Output.CreateSecret("-----BEGIN KEY-----"),
                },
                Create = "cat",
                Stdin = new Config().RequireSecret("token"),
            }),
            ("infra:token", SecretToken.For("infra:token")));
        var run = Find(plan, "run");
        Assert.Contains("connection", run.SecretInputs);
        Assert.Contains("connection.privateKey", run.SecretInputs);
        Assert.Contains("stdin", run.SecretInputs);
        Assert.Equal("cat", run.Inputs.TextOf("create"));
        Assert.DoesNotContain("BEGIN KEY", Json(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KubernetesSecretShowsItsKeysAndNoValue()
    {
        var plan = await SmallStack.PlanAsync(
            () => _ = new CoreV1.Secret("s", new() { StringData = { ["user"] = "app", ["password"] = "plain-mistake" } }));
        var secret = Find(plan, "s");
        Assert.Equal(["password", "user"], secret.Inputs["stringData"]!.Keys);
        Each.Of(secret.Inputs["stringData"]!.Items, value => Assert.Equal("[secret]", value.Text));
        Assert.Contains("stringData", secret.SecretInputs);
    }

    [Fact]
    public async Task MapAssignedWholeToAKubernetesSecretShowsItsKeysAndNoValue()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var keys = new InputMap<string> { ["username"] = "application", ["password"] = Output.CreateSecret("hunter2-hunter2") };
            _ = new CoreV1.Secret("s", new() { StringData = keys, Data = { ["token"] = "cGxhaW4=" } });
            var careless = new InputMap<string> { ["url"] = "postgres://application:hunter2-hunter2@db", ["user"] = "application" };
            _ = new CoreV1.ConfigMap("careless", new() { Data = careless });
        });
        var secret = Find(plan, "s");
        Assert.Equal(["password", "username"], secret.Inputs["stringData"]!.Keys);
        Each.Of(secret.Inputs["stringData"]!.Items, value => Assert.Equal("[secret]", value.Text));
        Assert.Equal(["data", "stringData", "stringData.password"], secret.SecretInputs);
        Assert.Equal("[secret]", Find(plan, "careless").Inputs["data"]!.TextOf("url"));
        Assert.Equal("application", Find(plan, "careless").Inputs["data"]!.TextOf("user"));
    }

    [Fact]
    public async Task MapOutputThatIsSecretShowsItsKeysAndItsPlainValues()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var pairs = ImmutableDictionary<string, string>.Empty.Add("host", "db.example").Add("token", "hunter2-hunter2");
            _ = new CoreV1.ConfigMap("map", new() { Data = Output.CreateSecret(pairs) });
            var nested = new Dictionary<string, object> { ["deep"] = new[] { "first-of-two", "second-of-two" }, ["count"] = 3 };
            _ = new K8s.Helm.V3.Release("release", new() { Chart = "a", Values = { ["part"] = Output.CreateSecret<object>(nested) } });
        });
        var map = Find(plan, "map");
        Assert.Equal("db.example", map.Inputs["data"]!.TextOf("host"));
        Assert.Equal("[secret]", map.Inputs["data"]!.TextOf("token"));
        Assert.Equal(["data", "data.token"], map.SecretInputs);
        var part = Find(plan, "release").Inputs.At("values", "part")!;
        Assert.Equal("[secret]", part.TextOf("count"));
        Each.Of(part["deep"]!.Items, item => Assert.Equal("[secret]", item.Text));
        Assert.Equal(
            ["values.part", "values.part.count", "values.part.deep[0]", "values.part.deep[1]"],
            Find(plan, "release").SecretInputs);
    }

    [Fact]
    public async Task SecretMapStaysHiddenAsAnOutputOfTheStack()
    {
        var options = new RecordingOptions
        {
            Header = new PlanHeader("dev", "small", "dev", null),
            Config = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        var result = await GraphRecorder.RecordAsync(given => new StackWithSecretMap(given), options);
        Assert.Equal("[secret]", result.Graph!.Outputs.TextOf("access"));
    }

    private sealed class StackWithSecretMap : Stack
    {
        public StackWithSecretMap(StackOptions options)
            : base(options) => Access = Output.CreateSecret(ImmutableDictionary<string, string>.Empty.Add("host", "db.example"));

        [Output("access")]
        public Output<ImmutableDictionary<string, string>> Access { get; private set; }
    }

    [Fact]
    public async Task MasksASecretWhereverItsTextAppears()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            _ = new CoreV1.ConfigMap("declared", new() { Data = { ["a"] = Output.CreateSecret("hunter2-hunter2") } });
            _ = new CoreV1.ConfigMap(
                "careless", new() { Data = { ["a"] = "postgres://app:hunter2-hunter2@db", ["b"] = "hunter2-hunter" } });
        });
        Assert.DoesNotContain("hunter2-hunter2", Json(plan), StringComparison.Ordinal);
        Assert.Equal("hunter2-hunter", Find(plan, "careless").Inputs["data"]!.TextOf("b"));
        Assert.Empty(Find(plan, "careless").SecretInputs);
    }

    [Fact]
    public async Task MasksWhatIsDerivedFromAGeneratedSecret()
    {
        var result = await SmallStack.RecordAsync(() =>
        {
            var password = new Pulumi.Random.RandomPassword("pw", new() { Length = 16 });
            _ = new CoreV1.ConfigMap(
                "map",
                new() { Data = { ["encoded"] = password.Result.Apply(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))) } });
            return password.Result;
        });
        Assert.Equal("[secret]", Find(result.Graph!, "map").Inputs["data"]!.TextOf("encoded"));
        Assert.Equal("[secret]", result.Graph!.Outputs.TextOf("result"));
        Assert.DoesNotContain("random-password", Json(result.Graph!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsUnknownValuesAsSuch()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var service = new CoreV1.Service("service", new() { Spec = new ServiceSpecArgs { Type = "LoadBalancer" } });
            _ = new CoreV1.ConfigMap("map", new()
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = "fixed",
                    Labels = { ["address"] = service.Status.Apply(status => status.LoadBalancer.Ingress[0].Ip) },
                },
                Data = { ["k"] = "v" },
            });
        });
        var map = Find(plan, "map");
        Assert.Equal("fixed", map.Inputs.At("metadata")!.TextOf("name"));
        Assert.Equal("[known after up]", map.Inputs.At("metadata", "labels")!.TextOf("address"));
        Assert.Equal("v", map.Inputs["data"]!.TextOf("k"));
        Assert.Equal([Find(plan, "service").Urn], map.DependsOn);
    }

    [Fact]
    public async Task AliasesFollowTheAliasesOfTheParents()
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            var box = new Box("new", new() { Aliases = { new Alias { Name = "old" } } });
            _ = new HCloud.Network(
                "new-net",
                new() { IpRange = "10.0.0.0/8" },
                new() { Parent = box, Aliases = { new Alias { NoParent = true, Name = "loose" } } });
        });
        Assert.Equal([Opening + "infra:test:Box::old"], Find(plan, "new").Aliases);
        Assert.Equal(
            [
                Opening + "hcloud:index/network:Network::loose",
                Opening + "infra:test:Box$hcloud:index/network:Network::loose",
                Opening + "infra:test:Box$hcloud:index/network:Network::old-net",
            ],
            Find(plan, "new-net").Aliases);
    }

    [Fact]
    public async Task ReportsAUrnTwice()
    {
        var problems = await SmallStack.ProblemsOfAsync(() =>
        {
            _ = Map("twice");
            _ = Map("twice");
        });
        Assert.Contains("duplicate resource", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Contains(Opening + "kubernetes:core/v1:ConfigMap::twice", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportsATypeAndNameUnderTwoParents()
    {
        var problems = await SmallStack.ProblemsOfAsync(() =>
        {
            _ = Map("twice");
            _ = Map("twice", new() { Parent = new Box("box") });
        });
        Assert.Contains("duplicate name", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("namespace-twice")]
    public async Task ReportsAnObjectOfTwoResources()
    {
        var problems = await SmallStack.ProblemsOfAsync(() =>
        {
            _ = Named("one", "apps", "settings");
            _ = Named("two", "apps", "settings");
        });

        Assert.Equal(
            "duplicate object: two resources describe kubernetes:core/v1:ConfigMap apps/settings "
                + $"({Opening}kubernetes:core/v1:ConfigMap::one and {Opening}kubernetes:core/v1:ConfigMap::two); "
                + "one of them needs another name",
            Assert.Single(problems));
    }

    [Theory]
    [InlineData("other", "settings")]
    [InlineData("apps", "others")]
    public async Task AcceptsObjectsThatDifferInNameOrNamespace(string space, string name)
    {
        var plan = await SmallStack.PlanAsync(() =>
        {
            _ = Named("one", "apps", "settings");
            _ = Named("two", space, name);
        });

        Assert.Equal("settings", Find(plan, "one").Inputs.At("metadata", "name")!.Text);
        Assert.Equal(name, Find(plan, "two").Inputs.At("metadata", "name")!.Text);
    }

    [Fact]
    public async Task ReportsAnErrorOfTheProgramByItsMessage() =>
        Assert.Equal(
            ["no node is a server"], await SmallStack.ProblemsOfAsync(() => throw new InvalidOperationException("no node is a server")));

    [Fact]
    public async Task MissingConfigurationHasTheCommandThatSetsIt()
    {
        var problem = Assert.Single(await SmallStack.ProblemsOfAsync(() => _ = new Config().Require("nope")));
        Assert.Contains("pulumi config set infra:nope", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoRunsGiveTheSameBytes() =>
        Assert.Equal(Json(await SmallStack.PlanAsync(Mixed)), Json(await SmallStack.PlanAsync(Mixed)));

    [Fact]
    public async Task RemovedResourceKeepsTheComputedValuesOfTheOthers()
    {
        static Action Servers(params string[] names) => () =>
        {
            foreach (var name in names)
            {
                var server = new HCloud.Server(name, new() { ServerType = "cx33", Image = "debian-13" });
                _ = new CoreV1.ConfigMap(name, new() { Data = { ["ip"] = server.Ipv4Address, ["id"] = server.Id } });
            }
        };
        var three = await SmallStack.PlanAsync(Servers("a", "b", "c"));
        var two = await SmallStack.PlanAsync(Servers("a", "c"));
        static string[] Texts(PlanGraph plan, string name) =>
            [
                .. plan.Resources.Single(
                    resource =>
                        resource.Name == name && resource.Type.EndsWith(
                            "ConfigMap", StringComparison.Ordinal)).Inputs["data"]!.Items.Select(value => value.Text),
            ];
        Assert.Equal(Texts(three, "c"), Texts(two, "c"));
        Assert.Equal(3, new[] { "a", "b", "c" }.Select(name => Texts(three, name)[1]).Distinct().Count());
    }

    [Fact]
    public async Task WorkGrowsLinearlyWithTheResources()
    {
        static Action Apps(int count) => () =>
        {
            for (var i = 0; i < count; i++)
            {
                var box = new Box("box" + i);
                var map = Map("map" + i, new() { Parent = box });
                _ = new CoreV1.Secret(
                    "secret" + i,
                    new() { StringData = { ["a"] = Output.CreateSecret("password-" + i) } },
                    new() { Parent = box, DependsOn = { map } });
            }
        };
        var (few, fewLooks) = await SmallStack.WorkOfAsync(Apps(333));
        var (many, manyLooks) = await SmallStack.WorkOfAsync(Apps(3333));
        Assert.True(few >= 1000 && many >= 10000);
        Assert.InRange(manyLooks / (double)fewLooks, 9, 11);
    }

    private static void Mixed()
    {
        var token = Output.CreateSecret("a-secret-token");
        for (var i = 0; i < 20; i++)
        {
            var box = new Box("box" + i);
            var network = new HCloud.Network(
                "net" + i, new() { IpRange = "10.0.0.0/8", Labels = { ["z"] = "1", ["a"] = "2" } }, new() { Parent = box });
            _ = new CoreV1.ConfigMap("map" + i, new() { Data = { ["b"] = token, ["a"] = network.Id } }, new() { Parent = box });
            _ = new Pulumi.Random.RandomPassword("pw" + i, new() { Length = 8 }, new() { DependsOn = { box } });
        }
    }

    private static CoreV1.ConfigMap Named(string resource, string space, string name) =>
        new(resource, new() { Metadata = new ObjectMetaArgs { Namespace = space, Name = name } });

    private static CoreV1.ConfigMap Map(string name, CustomResourceOptions? options = null) =>
        new(name, new() { Data = { ["k"] = "v" } }, options);

    private static PlanResource Find(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);

    private static string Json(PlanGraph plan) => Encoding.UTF8.GetString(PlanJson.Write(plan));

    private sealed class Box(string name, ComponentResourceOptions? options = null) : ComponentResource("infra:test:Box", name, options);
}
