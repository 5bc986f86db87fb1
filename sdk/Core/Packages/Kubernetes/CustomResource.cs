using Pulumi.Kubernetes.Types.Outputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>An object of a custom kind. Its type token is <c>kubernetes:</c>, the API version, a colon and the kind.</summary>
public class CustomResource : KubernetesResource
{
    /// <summary>Registers the object.</summary>
    /// <param name="name">The logical name.</param>
    /// <param name="args">Inputs of the object: an instance of a class derived from <see cref="CustomResourceArgs"/>.</param>
    /// <param name="options">The options.</param>
    public CustomResource(string name, CustomResourceArgs args, CustomResourceOptions? options = null)
        : base(args.Type, name, args, options)
    {
    }

    /// <summary>The API version, like <c>cert-manager.io/v1</c>.</summary>
    [Output("apiVersion")]
    public Output<string> ApiVersion => field ??= MakeOutput<string>("apiVersion");

    /// <summary>The kind.</summary>
    [Output("kind")]
    public Output<string> Kind => field ??= MakeOutput<string>("kind");

    /// <summary>The object's metadata.</summary>
    [Output("metadata")]
    public Output<ObjectMeta> Metadata => field ??= MakeOutput<ObjectMeta>("metadata");
}
