using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using AppsV1 = Pulumi.Kubernetes.Apps.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Bench;

/// <summary>A stack of any size with a realistic structure: components with a deployment, its service, config and secret.</summary>
internal sealed class SyntheticStack : Stack
{
    private const int ResourcesAnApp = 5;

    private SyntheticStack(StackOptions options, int resources, string version)
        : base(options)
    {
        for (var app = 0; app < resources / ResourcesAnApp; app++)
        {
            _ = new App($"app-{app}", version);
        }
    }

    /// <summary>Plans a stack with the given number of resources, in a separate process.</summary>
    public static async Task<int> RunAsync(int resources)
    {
        var plan = await PlanAsync(resources, "1.0.0");
        return plan.Resources.Count >= resources && PlanJson.Write(plan).Length > 0 ? 0 : 1;
    }

    /// <summary>Plans two versions of a stack with the given number of resources and compares them, in a separate process.</summary>
    public static async Task<int> DiffAsync(int resources)
    {
        var diff = PlanDiffer.Between(await PlanAsync(resources, "1.0.0"), await PlanAsync(resources, "1.0.1"));
        return diff.Changed.Count() == resources / ResourcesAnApp ? 0 : 1;
    }

    private static async Task<PlanGraph> PlanAsync(int resources, string version)
    {
        var result = await GraphRecorder.RecordAsync(
            options => new SyntheticStack(options, resources, version), new() { Header = new PlanHeader("synthetic", "", "", null) });
        return result.Graph ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    private sealed class App : ComponentResource
    {
        public App(string name, string version)
            : base("bench:index:App", name)
        {
            var inside = new CustomResourceOptions { Parent = this };
            var labels = new InputMap<string> { ["app"] = name };
            var config = new CoreV1.ConfigMap(
                $"{name}-config", new() { Metadata = new ObjectMetaArgs { Name = name }, Data = { ["mode"] = "production" } }, inside);
            _ = new CoreV1.Secret(
                $"{name}-secret",
                new() { Metadata = new ObjectMetaArgs { Name = name }, StringData = { ["password"] = Output.CreateSecret("x") } },
                inside);
            _ = new CoreV1.Service(
                $"{name}-service",
                new()
                {
                    Metadata = new ObjectMetaArgs { Name = name },
                    Spec = new ServiceSpecArgs { Selector = labels, Ports = { new ServicePortArgs { Port = 80, TargetPort = "http" } } },
                },
                inside);
            _ = new AppsV1.Deployment(
                $"{name}-deployment",
                new() { Metadata = new ObjectMetaArgs { Name = name, Labels = labels }, Spec = Workload(name, version, labels, config) },
                inside);
            RegisterOutputs();
        }

        private static DeploymentSpecArgs Workload(string name, string version, InputMap<string> labels, CoreV1.ConfigMap config) => new()
        {
            Replicas = 2,
            Selector = new LabelSelectorArgs { MatchLabels = labels },
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs
                {
                    Labels = labels,
                    Annotations = { ["config"] = config.Metadata.Apply(metadata => metadata.Name) },
                },
                Spec = new PodSpecArgs
                {
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = name,
                            Image = $"example.org/app:{version}",
                            Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = 8080 } },
                            Env = { new EnvVarArgs { Name = "MODE", Value = "production" } },
                            Resources = new ResourceRequirementsArgs
                            {
                                Requests = { ["cpu"] = "100m", ["memory"] = "64Mi" },
                                Limits = { ["memory"] = "128Mi" },
                            },
                        },
                    },
                },
            },
        };
    }
}
