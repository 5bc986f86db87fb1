namespace Pulumi.Kubernetes;

/// <summary>The base of every Kubernetes resource.</summary>
public abstract class KubernetesResource : Pulumi.CustomResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options)
        : base(type, name, args, options)
    {
    }
}
