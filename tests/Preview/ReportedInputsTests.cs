using System.Collections.Immutable;
using System.Text;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using HelmV3 = Pulumi.Kubernetes.Helm.V3;
using K8s = Pulumi.Kubernetes;
using Remote = Pulumi.Command.Remote;

namespace Infra.Tests.Preview;

/// <summary>The findings that the offline SDK reports give the same plan as walking the arguments, as on the official SDK.</summary>
public sealed class ReportedInputsTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("homelab")]
    public async Task WholeStacksHaveTheSameResultEitherWay(string stack)
    {
        var system = (await Plans.StackAsync(FrozenSystems.Root, stack)).Spec;
        var reported = await Plans.RecordAsync(system, _ => []);
        var walked = await Plans.RecordAsync(system, _ => [], walksArguments: true);
        Assert.Empty(reported.Problems);
        Assert.Contains(reported.Graph!.Resources, resource => resource.SecretInputs.Count > 0 && resource.DataDependencies.Count > 0);
        Assert.Equal(Json(walked.Graph!), Json(reported.Graph!));
#if PULUMI_OFFLINE
        Assert.True(reported.Visited < walked.Visited, "the arguments were walked although the SDK reports what is in them");
#endif
    }

    [Fact]
    public async Task EveryFormOfInputHasTheSameResultEitherWay()
    {
        var (reported, walked) = await SmallStack.BothWaysAsync(() =>
        {
            var password = new Pulumi.Random.RandomPassword("password", new() { Length = 16 });
            var ports = new InputList<ServicePortArgs> { new ServicePortArgs { Port = 80, TargetPort = "http" } };
            var service = new CoreV1.Service("service", new() { Spec = new ServiceSpecArgs { Type = "LoadBalancer", Ports = ports } });
            var access = ImmutableDictionary<string, string>.Empty.Add("host", "db.example").Add("token", "hunter2-hunter2");
            var secretMap = Output.CreateSecret(access);
            InputMap<string> spread = secretMap;
            spread.Add("later", "added-to-a-secret");
            InputMap<string> assigned = new() { ["a"] = password.Result, ["username"] = "application" };
            var entries = new InputMap<string> { ["open"] = "shown", ["a.b"] = Output.CreateSecret("with-a-dot"), ["from"] = service.Id };
            _ = new CoreV1.ConfigMap("entries", new() { Data = entries });
            _ = new CoreV1.ConfigMap("map", new() { Data = secretMap });
            _ = new CoreV1.ConfigMap("spread", new() { Data = spread });
            var labels = new InputMap<string> { ["of"] = service.Metadata.Apply(metadata => metadata.Name) };
            _ = new CoreV1.Secret("assigned", new() { StringData = assigned, Metadata = new ObjectMetaArgs { Labels = labels } });
            _ = new CoreV1.ConfigMap("partly", new()
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = "fixed",
                    Labels = { ["address"] = service.Status.Apply(status => status.LoadBalancer.Ingress[0].Ip) },
                },
                Data = { ["k"] = Output.CreateSecret("known-secret") },
            });
            _ = new CoreV1.Pod("pod", new()
            {
                Spec = new PodSpecArgs
                {
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = "a",
                            Args = new[] { Output.CreateSecret("first-secret"), Output.Create("second") },
                            Env = { new EnvVarArgs { Name = "T", Value = password.Result } },
                        },
                    },
                },
            });
            var deep = new Dictionary<string, object> { ["deep"] = new[] { "first-of-two", "second-of-two" }, ["count"] = 3 };
            _ = new HelmV3.Release("release", new()
            {
                Chart = "a",
                Values =
                {
                    ["nested"] = new Dictionary<string, object> { ["list"] = new object[] { 1, Output.CreateSecret("in-a-list"), true } },
                    ["secret"] = Output.CreateSecret<object>(deep),
                    ["items"] = Output.CreateSecret<object>(new[] { "list-that-is", "one-secret" }),
                },
            });
            _ = new Remote.Command("command", new()
            {
                Connection = new Remote.Inputs.ConnectionArgs { Host = "192.0.2.1", PrivateKey = password.Result },
                Create = "cat",
                Logging = Remote.Logging.None,
                Triggers = new object[] { service.Id, 1, true },
                Stdin = password.Result,
            });
            _ = new K8s.Provider("provider", new() { KubeConfig = Output.CreateSecret("kubeconfig"), EnableServerSideApply = true });
            var pairs = ImmutableDictionary<string, object?>.Empty.Add("a", Output.CreateSecret("dictionary-secret"));
            _ = new CustomResource("test:index:Thing", "dictionary", new DictionaryResourceArgs(pairs), null);
        });
        Assert.Equal(Json(walked), Json(reported));
        Assert.Equal(["stringData", "stringData.a"], reported.Resources.Single(resource => resource.Name == "assigned").SecretInputs);
    }

    private static string Json(PlanGraph plan) => Encoding.UTF8.GetString(PlanJson.Write(plan));
}
