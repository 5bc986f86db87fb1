using Infra.Flows;
using Infra.Model;
using Infra.Pods;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Databases;

/// <summary>The exporter of metrics beside a Redis, which serves none itself.</summary>
public static class RedisExporter
{
    /// <summary>Port of the metrics.</summary>
    public const int Port = 9121;

    /// <summary>Image of the exporter.</summary>
    public const string Image =
        "oliver006/redis_exporter:v1.87.0-alpine@sha256:1a286dba9547b0aa3ebd4e4106fa52ad67c754dcd7cb744eb745e41d48b252ad";

    /// <summary>User id of the image.</summary>
    private const int User = 59000;

    /// <summary>Requests and limits.</summary>
    internal static readonly ResourcesSpec Resources = ResourcesSpec.Of("10m", "32Mi", "100m", "64Mi");

    /// <summary>The container.</summary>
    /// <param name="secret">Name of the secret with the password.</param>
    /// <param name="key">Key of the password.</param>
    internal static ContainerArgs Container(string secret, string key) => new()
    {
        Name = "exporter",
        Image = Image,
        ImagePullPolicy = "IfNotPresent",
        Args = { $"--redis.addr=redis://127.0.0.1:{RedisEngine.ServerPort}", $"--web.listen-address=:{Port}" },
        Env =
        {
            new EnvVarArgs
            {
                Name = "REDIS_PASSWORD",
                ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = secret, Key = key } },
            },
        },
        Ports = { new ContainerPortArgs { Name = MetricsEndpoint.PortName, ContainerPortValue = Port } },
        // The exporter alone: it answers there whether Redis does or not (oliver006/redis_exporter, healthHandler).
        LivenessProbe = new ProbeArgs
        {
            HttpGet = new HTTPGetActionArgs { Path = "/health", Port = MetricsEndpoint.PortName },
            PeriodSeconds = 30,
            TimeoutSeconds = 5,
            FailureThreshold = 3,
        },
        Resources = PodResources.Of(Resources),
        SecurityContext = PodRights.Sealed(User),
    };
}
