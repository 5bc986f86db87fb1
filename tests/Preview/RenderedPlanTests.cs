using System.Collections.Immutable;
using Infra.Preview.Graph;
using Infra.Preview.Rendering;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using HCloud = Pulumi.HCloud;
using HelmV3 = Pulumi.Kubernetes.Helm.V3;
using RbacV1 = Pulumi.Kubernetes.Rbac.V1;
using Remote = Pulumi.Command.Remote;
using YamlV2 = Pulumi.Kubernetes.Yaml.V2;

namespace Infra.Tests.Preview;

public sealed class RenderedPlanTests
{
    [Fact]
    public async Task FilesObjectsByNamespaceKindAndName()
    {
        var files = await RenderAsync(() =>
        {
            _ = new CoreV1.ConfigMap(
                "a", new() { Metadata = new ObjectMetaArgs { Name = "settings", Namespace = "apps" }, Data = { ["on"] = "yes" } });
            _ = new CoreV1.Namespace("b", new() { Metadata = new ObjectMetaArgs { Name = "apps" } });
            _ = new RbacV1.ClusterRole("c", new() { Metadata = new ObjectMetaArgs { Name = "system:viewer" } });
        });
        Assert.Equal(
            ["apps/configmap-settings.yaml", "cluster/clusterrole-system-viewer.yaml", "cluster/namespace-apps.yaml"],
            files.Select(file => file.Path));
        Assert.Equal(
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: apps\ndata:\n  'on': 'yes'\n", files[0].Text);
    }

    [Fact]
    public async Task WritesReleasesAsValuesBelowAHeader()
    {
        var file = Assert.Single(await RenderAsync(() => _ = new HelmV3.Release("r", new()
        {
            Name = "longhorn",
            Chart = "longhorn",
            Version = "1.2.3",
            Namespace = "storage",
            RepositoryOpts = new Pulumi.Kubernetes.Types.Inputs.Helm.V3.RepositoryOptsArgs { Repo = "https://charts.example" },
            Values = { ["replicas"] = 2, ["token"] = Output.CreateSecret("very-secret") },
        })));
        Assert.Equal("storage/release-longhorn.yaml", file.Path);
        Assert.Equal(
            "# chart: longhorn\n# version: 1.2.3\n# repository: https://charts.example\n# namespace: storage\n# release: " +
            "longhorn\nreplicas: 2\ntoken: '[secret]'\n",
            file.Text);
    }

    [Fact]
    public async Task WritesScriptsAsTheyRun()
    {
        var files = await RenderAsync(() => _ = new Remote.Command("node1-start", new()
        {
            Connection = new Remote.Inputs.ConnectionArgs { Host = "192.0.2.1", PrivateKey = "very-secret-key" },
            Create = "set -eu\nsystemctl start k3s",
            Update = "true\n",
            Stdin = Output.CreateSecret("very-secret"),
        }));
        Assert.Equal(["scripts/node1-start.create.sh", "scripts/node1-start.update.sh"], files.Select(file => file.Path));
        Assert.Equal("set -eu\nsystemctl start k3s\n", files[0].Text);
    }

    [Fact]
    public async Task WritesTheScriptThatACommandReads()
    {
        var files = await RenderAsync(() => _ = new Remote.Command("node1-start", new()
        {
            Connection = new Remote.Inputs.ConnectionArgs { Host = "192.0.2.1", PrivateKey = "very-secret-key" },
            Create = "bash -s",
            Stdin = "systemctl start k3s\n",
        }));
        Assert.Equal("systemctl start k3s\n", files.Single(file => file.Path == "scripts/node1-start.stdin.sh").Text);
    }

    [Fact]
    public async Task KeepsTwoObjectsOfOneNameApart()
    {
        var files = await RenderAsync(() =>
        {
            _ = new CoreV1.ServiceAccount("a", new() { Metadata = new ObjectMetaArgs { Name = "same", Namespace = "apps" } });
            _ = new CoreV1.ServiceAccountPatch("b", new() { Metadata = new ObjectMetaPatchArgs { Name = "same", Namespace = "apps" } });
        });
        Assert.Equal(["apps/serviceaccount-same-2.yaml", "apps/serviceaccount-same.yaml"], files.Select(file => file.Path));
    }

    [Fact]
    public async Task WritesTheUserDataOfAServer()
    {
        var files = await RenderAsync(() =>
        {
            _ = new HCloud.Server("node1-server", new() { ServerType = "cx33", Image = "debian-13", UserData = "#cloud-config" });
            _ = new HCloud.Server("node2-server", new() { ServerType = "cx33", Image = "debian-13" });
        });
        Assert.Equal([new("scripts/node1-server.user-data", "#cloud-config\n")], files);
    }

    [Fact]
    public async Task WritesTheDocumentsOfAGroup()
    {
        var files = await RenderAsync(() => _ = new YamlV2.ConfigGroup(
            "g",
            new()
            {
                Yaml = "a: 1",
                Objs = Output.Create(
                    ImmutableArray.Create<object>(new Dictionary<string, object> { ["kind"] = "B", ["apiVersion"] = "v1" })),
            }));
        Assert.Equal([new("cluster/group-g.yaml", "a: 1\n---\napiVersion: v1\nkind: B\n")], files);
    }

    [Theory]
    [InlineData("x_kubernetes_embedded_resource", "x-kubernetes-embedded-resource")]
    [InlineData("x_kubernetes_int_or_string", "x-kubernetes-int-or-string")]
    [InlineData("x_kubernetes_list_map_keys", "x-kubernetes-list-map-keys")]
    [InlineData("x_kubernetes_list_type", "x-kubernetes-list-type")]
    [InlineData("x_kubernetes_map_type", "x-kubernetes-map-type")]
    [InlineData("x_kubernetes_preserve_unknown_fields", "x-kubernetes-preserve-unknown-fields")]
    [InlineData("x_kubernetes_validations", "x-kubernetes-validations")]
    [InlineData("x_other", "x_other")]
    public void WritesFieldsWithTheNamesOfTheApi(string name, string sent)
    {
        var field = PlanValue.OfMap([name], [PlanValue.OfTruth(true)]);

        Assert.Equal([sent], SentObject.Of(field).Keys);
        Assert.Equal([sent], SentObject.Of(PlanValue.OfMap(["items"], [PlanValue.OfList([field])]))["items"]!.Items[0].Keys);
    }

    [Fact]
    public async Task RendersNoSecret()
    {
        var files = await RenderAsync(() =>
        {
            _ = new CoreV1.Secret("s", new() { StringData = { ["password"] = "very-secret" } });
            _ = new CoreV1.Pod(
                "p",
                new()
                {
                    Spec = new PodSpecArgs
                    {
                        Containers =
                        {
                            new ContainerArgs
                            {
                                Name = "a",
                                Env = { new EnvVarArgs { Name = "P", Value = Output.CreateSecret("very-secret") } },
                            },
                        },
                    },
                });
        });
        Each.Of(files, file => Assert.DoesNotContain("very-secret", file.Text, StringComparison.Ordinal));
        Assert.Contains(
            "password: '[secret]'",
            files.Single(file => file.Path.Contains("secret-s", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretAssignedWholeIsRenderedAsAMapOfItsKeys()
    {
        var files = await RenderAsync(() =>
        {
            var inputs = new InputMap<string> { ["password"] = "very-secret", ["user"] = Output.CreateSecret("someone") };
            _ = new CoreV1.Secret("s", new() { StringData = inputs });
            var output = Output.CreateSecret(new Dictionary<string, string> { ["password"] = "very-secret" });
            _ = new CoreV1.Secret("t", new() { StringData = output });
        });
        Assert.EndsWith("stringData:\n  password: '[secret]'\n  user: '[secret]'\n", files[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("stringData:\n  password: '[secret]'\n", files[1].Text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<RenderedFile>> RenderAsync(Action program) =>
        RenderedPlan.Of(await SmallStack.PlanAsync(program));
}
