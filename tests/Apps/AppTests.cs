using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Preview.Diff.Edits;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Apps;

/// <summary>The general workload, in plans of production with one app.</summary>
public sealed class AppTests
{
    private static readonly AppSpec Shop = new()
    {
        Name = "shop",
        Image = "registry.example.com/shop:1.0",
        Replicas = 3,
        Ports = [new() { Name = "http", Port = 8080, ServicePort = 80 }],
    };

    [Fact]
    public async Task VariablesAreTextKeysOfTheAppsSecretAndKeysOfADatabasesSecret()
    {
        var plan = await PlanAsync(Shop with
        {
            Env =
            [
                new() { Name = "MODE", Value = "production" },
                new() { Name = "TOKEN", Secret = "alertReceiver" },
                new() { Name = "DIRECT", Database = new("postgres", "logto", DatabaseProperty.Url) },
                new() { Name = "POOLED", Database = new("postgres", "discourse", DatabaseProperty.Url) },
                new() { Name = "USER", Database = new("postgres", "logto", DatabaseProperty.User) },
            ],
            Databases = [new() { Name = "discourse", Server = "postgres", Pooled = true }],
        });
        var env = Container(plan)["env"]!.Items.ToDictionary(variable => variable.TextOf("name")!, StringComparer.Ordinal);

        Assert.Equal("production", env["MODE"].TextOf("value"));
        Assert.Equal(("shop-env", "TOKEN"), KeyOf(env["TOKEN"]));
        Assert.Equal(("postgres-logto", "url"), KeyOf(env["DIRECT"]));
        Assert.Equal(("postgres-discourse", "pooled-url"), KeyOf(env["POOLED"]));
        Assert.Equal("logto", env["USER"].TextOf("value"));
        Assert.Equal(["TOKEN"], Named(plan, "app-shop-env").Inputs["stringData"]!.Keys);

        static (string?, string?) KeyOf(PlanValue variable) =>
            (variable.At("valueFrom", "secretKeyRef", "name")?.Text, variable.At("valueFrom", "secretKeyRef", "key")?.Text);
    }

    [Fact]
    public async Task ChangedSecretReplacesThePods()
    {
        var plan = await PlanAsync(Shop with
        {
            Env = [new() { Name = "TOKEN", Secret = "alertReceiver" }],
            Files = [new() { Name = "key", Path = "/etc/shop/key", Secret = "alertReceiver" }],
        });

        Assert.Equal(
            ["infra/env", "infra/secret-files"],
            Named(plan, "app-shop-deployment").Inputs.At("spec", "template", "metadata", "annotations")!.Keys.Order());
    }

    [Fact]
    public async Task ChangedFileIsAnotherConfigMap()
    {
        var (name, volume) = await FilesAsync("a: 1\n");
        var (other, _) = await FilesAsync("a: 2\n");

        Assert.StartsWith("shop-files-", name, StringComparison.Ordinal);
        Assert.Equal(name, volume);
        Assert.NotEqual(name, other);
        Assert.Equal(name, (await FilesAsync("a: 1\n")).Name);

        static async Task<(string Name, string Volume)> FilesAsync(string content)
        {
            var plan = await PlanAsync(WithFile(content));
            var map = Assert.Single(plan.Resources, IsFiles).Inputs;
            Assert.Equal(content, map["data"]!.TextOf("shop.yaml"));
            return (map.At("metadata", "name")!.Text, Volume(plan, "infra-files").At("configMap", "name")!.Text);
        }
    }

    /// <summary>A replaced one would be deleted by the run after a failed one, while the pods that answer still mount it.</summary>
    [Fact]
    [Pitfall("app-files-of-a-failed-run")]
    public async Task FormerFilesStayUntilARunSucceeds()
    {
        var steps = StepLine.Of(PlanDiffer.Between(await PlanAsync(WithFile("a: 1\n")), await PlanAsync(WithFile("a: 2\n"))))
            .Where(line => line.Contains("app-shop-files-", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]);

        Assert.Equal(["create", "delete"], steps.Order(StringComparer.Ordinal));
    }

    private static AppSpec WithFile(string content) =>
        Shop with { Files = [new() { Name = "shop.yaml", Path = "/etc/shop.yaml", Content = content }] };

    private static bool IsFiles(PlanResource resource) => resource.Name.StartsWith("app-shop-files-", StringComparison.Ordinal);

    [Fact]
    public async Task FileWithASecretHasTheTextAroundIt()
    {
        var inputs = await Plans.InputsAsync(System(Shop with
        {
            Files = [new() { Name = "ini", Path = "/etc/shop.ini", Secret = "alertReceiver", Before = "url = ", After = "\n" }],
        }));
        var content = (IReadOnlyDictionary<string, object>)inputs["app-shop-secret-files"]["stringData"];

        Assert.StartsWith("url = ", (string)content["ini"], StringComparison.Ordinal);
        Assert.EndsWith("\n", (string)content["ini"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, "/tmp")]
    [InlineData(false, null, null)]
    [InlineData(true, "/tmp", "/tmp")]
    [InlineData(true, "/cache", "/cache /tmp")]
    public async Task ReadOnlyRootHasATemporaryFolder(bool readOnly, string? scratch, string? paths)
    {
        var plan = await PlanAsync(Shop with
        {
            Security = new() { ReadOnlyRoot = readOnly },
            Scratch = scratch is null ? [] : [new() { Name = "own", Path = scratch, Size = Quantity.Parse("2Gi"), Memory = true }],
        });

        Assert.Equal(
            paths?.Split(' ') ?? [],
            (Container(plan)["volumeMounts"]?.Items ?? []).Select(mount => mount.TextOf("mountPath")));
        if (scratch is not null)
        {
            var folder = Volume(plan, "scratch-own")["emptyDir"]!;
            Assert.Equal(("Memory", "2Gi"), (folder.TextOf("medium"), folder.TextOf("sizeLimit")));
        }
    }

    [Fact]
    public async Task ProbesAskByHttpTcpOrACommand()
    {
        var container = Container(await PlanAsync(Shop with
        {
            StartupProbe = new()
            {
                Path = "/up",
                Host = "shop.example.com",
                Headers = new Dictionary<string, string> { ["X-Forwarded-Proto"] = "https" },
                Period = Duration.Parse("5s"),
                FailureThreshold = 48,
            },
            ReadinessProbe = new() { Port = "http", InitialDelay = Duration.Parse("3s") },
            LivenessProbe = new() { Command = ["true"] },
        }));

        var request = container.At("startupProbe", "httpGet")!;
        Assert.Equal(("/up", "http", null), (request.TextOf("path"), request.TextOf("port"), request.TextOf("host")));
        Assert.Equal(
            ["Host: shop.example.com", "X-Forwarded-Proto: https"],
            request["httpHeaders"]!.Items.Select(header => $"{header.TextOf("name")}: {header.TextOf("value")}"));
        Assert.Equal(5, container.At("startupProbe", "periodSeconds")!.Number);
        Assert.Equal(48, container.At("startupProbe", "failureThreshold")!.Number);
        Assert.Equal("http", container.At("readinessProbe", "tcpSocket", "port")!.Text);
        Assert.Equal(3, container.At("readinessProbe", "initialDelaySeconds")!.Number);
        Assert.Equal(["true"], container.At("livenessProbe", "exec", "command")!.Items.Select(part => part.Text));
        Assert.Null(container.At("livenessProbe", "initialDelaySeconds"));
    }

    [Fact]
    public async Task ListeningPodWaitsUntilNothingSendsItRequests()
    {
        Assert.Equal(5, Delay(await PlanAsync(Shop)));
        Assert.Equal(20, Delay(await PlanAsync(Shop with { StopDelay = Duration.Parse("20s") })));
        Assert.Null(Container(await PlanAsync(Shop with { Ports = [] }))["lifecycle"]);
        Assert.Null(Container(await PlanAsync(Shop with { StopDelay = Duration.Parse("0s") }))["lifecycle"]);
        Assert.Equal(
            ["/quiet"],
            Container(await PlanAsync(Shop with { StopCommand = ["/quiet"] }))
                .At("lifecycle", "preStop", "exec", "command")!.Items.Select(part => part.Text));

        static double Delay(PlanGraph plan) => Container(plan).At("lifecycle", "preStop", "sleep", "seconds")!.Number;
    }

    [Fact]
    public async Task RightsAreTheDescribedOnes()
    {
        var plan = await PlanAsync(Shop with
        {
            Security = new() { User = 0, Group = 33, Capabilities = ["CHOWN"], Escalation = true, ReadOnlyRoot = false, Reason = "r" },
        });
        var rights = Container(plan)["securityContext"]!;

        Assert.Equal((0, 33), (Pod(plan).At("securityContext", "runAsUser")!.Number, Pod(plan).At("securityContext", "fsGroup")!.Number));
        Assert.Equal(["CHOWN"], rights.At("capabilities", "add")!.Items.Select(capability => capability.Text));
        Assert.Equal(["ALL"], rights.At("capabilities", "drop")!.Items.Select(capability => capability.Text));
        Assert.True(rights["allowPrivilegeEscalation"]!.IsTrue);
        Assert.False(rights["runAsNonRoot"]!.IsTrue);
        Assert.False(rights["readOnlyRootFilesystem"]!.IsTrue);
    }

    [Fact]
    public async Task AccountHasNoTokenAndThePullSecretsOfTheRegistries()
    {
        var system = System(Shop);
        var plan = await Plans.OfAsync(system with
        {
            Cluster = system.Cluster with { Registries = [new() { Name = "harbor.org", Username = "me", Password = "alertReceiver" }] },
        });
        var account = Named(plan, "app-shop-account").Inputs;

        Assert.False(account["automountServiceAccountToken"]!.IsTrue);
        Assert.Equal(["registry-harbor-org"], account["imagePullSecrets"]!.Items.Select(secret => secret.TextOf("name")));
        Assert.Equal("shop", Pod(plan).TextOf("serviceAccountName"));
    }

    [Fact]
    public async Task ServiceHasThePortsOfTheAppAndOneOfEveryNodeWhereDescribed()
    {
        var inner = Named(await PlanAsync(Shop), "app-services-prod-shop").Inputs["spec"]!;
        var open = Named(
            await PlanAsync(Shop with { Ports = [Shop.Ports[0] with { NodePort = 30123 }] }), "app-services-prod-shop").Inputs["spec"]!;

        Assert.Equal((80, 8080), (inner["ports"]!.Items[0]["port"]!.Number, inner["ports"]!.Items[0]["targetPort"]!.Number));
        Assert.Null(inner["type"]);
        Assert.Equal(("NodePort", 30123), (open.TextOf("type"), open["ports"]!.Items[0]["nodePort"]!.Number));
        Each.Lacks((await PlanAsync(Shop with { Ports = [] })).Resources, resource => resource.Name == "app-services-prod-shop");
    }

    [Fact]
    public async Task PodsComeAfterTheirDatabasesImagesVolumesAndPriority()
    {
        var system = System(Shop with
        {
            Databases = [new() { Name = "logto", Server = "postgres" }],
            Mounts = [new() { Name = "shop-files", Path = "/files" }],
            Priority = AppPriority.High,
        });
        var plan = await Plans.OfAsync(system with
        {
            Storage = system.Storage with
            {
                Volumes = [new()
                {
                    Name = "shop-files",
                    Size = Quantity.Parse("1Gi"),
                    Class = "longhorn-fast",
                    AccessMode = AccessMode.ReadWriteMany,
                    Owner = "shop",
                },
                .. system.Storage.Volumes],
            },
        });
        var needed = Named(plan, "app-shop-deployment").DependsOn.Select(urn => urn[(urn.LastIndexOf(':') + 1)..]).ToArray();

        Assert.Contains("postgres-postgres-databases-logto", needed);
        Assert.Contains("database-access-prod-postgres-logto", needed);
        Assert.Contains("volumes-shop-files", needed);
        Assert.Contains("priorities-high", needed);
        Assert.Contains("app-shop-account", needed);
        Assert.Contains("tenancy-prod", needed);
        Assert.Equal("infra-high", Pod(plan).TextOf("priorityClassName"));
        Assert.Equal("shop-files", Volume(plan, "shop-files").At("persistentVolumeClaim", "claimName")!.Text);
    }

    private static SystemSpec System(AppSpec app)
    {
        var system = Community.Spec();
        return system with { Apps = [app], Ingress = system.Ingress with { Hosts = [] } };
    }

    private static Task<PlanGraph> PlanAsync(AppSpec app) => Plans.OfAsync(System(app));

    private static PlanValue Pod(PlanGraph plan) => Named(plan, "app-shop-deployment").Inputs.At("spec", "template", "spec")!;

    private static PlanValue Container(PlanGraph plan) => Assert.Single(Pod(plan)["containers"]!.Items);

    private static PlanValue Volume(PlanGraph plan, string name) =>
        Pod(plan)["volumes"]!.Items.Single(volume => volume.TextOf("name") == name);

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent);
}
