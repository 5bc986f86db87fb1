using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>The services with which clients outside the cluster reach its database servers, each on a port of every node.</summary>
public sealed class ExposedDatabases : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:ExposedDatabases";

    /// <summary>Creates the services. They wait for no pods: a server may come after its service.</summary>
    public ExposedDatabases(string name, ExposedDatabasesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        foreach (var exposure in args.Exposures)
        {
            var (engine, home) = (DatabaseEngines.Of(exposure.Server), DatabasePlacement.NamespaceOf(context.System, exposure.Server));
            var metadata = context.Metadata(home, exposure.Service);
            metadata.Annotations.Add("pulumi.com/skipAwait", "true");
            _ = new CoreV1.Service(
                $"{name}-{exposure.Server.Name}",
                new ServiceArgs
                {
                    Metadata = metadata,
                    Spec = new ServiceSpecArgs
                    {
                        Type = "NodePort",
                        Selector = engine.WriterPods(context.System, exposure.Server).ToDictionary(StringComparer.Ordinal),
                        Ports =
                        {
                            new ServicePortArgs { Name = "database", Port = engine.Port, NodePort = exposure.Spec.NodePort },
                        },
                    },
                },
                StackContext.Inside(this, args.Namespaces[home], [.. args.After]));
        }

        RegisterOutputs();
    }
}
