namespace Infra.Preview.Diff;

/// <summary>Order that a provider asks for in a replacement. The option `deleteBeforeReplace` overrides it.</summary>
public enum DeletionOrder
{
    /// <summary>The new resource is created before the old one is deleted.</summary>
    CreateFirst,

    /// <summary>
    /// The old resource is deleted first when the new one would collide with it: a Kubernetes object of the same given name and namespace,
    /// an object at Hetzner with a given name. Created first otherwise.
    /// </summary>
    DeleteFirstIfNamed,
}
