namespace Infra.Preview.Diff;

/// <summary>Order that a provider asks for in a replacement. The option `deleteBeforeReplace` overrides it.</summary>
public enum DeletionOrder
{
    /// <summary>The new resource is created before the old one is deleted.</summary>
    CreateFirst,

    /// <summary>The old resource is deleted first.</summary>
    DeleteFirst,

    /// <summary>The old resource is deleted first when both have the same given name in the same place; created first otherwise.</summary>
    DeleteFirstIfNamed,
}
