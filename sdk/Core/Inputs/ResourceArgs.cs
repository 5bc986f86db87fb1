namespace Pulumi;

/// <summary>The inputs of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No inputs.</summary>
    public static readonly ResourceArgs Empty = new EmptyResourceArgs();

    /// <summary>Creates the args.</summary>
    protected ResourceArgs()
    {
    }

    private sealed class EmptyResourceArgs : ResourceArgs
    {
        internal override bool Collect(InputCollector into) => true;
    }
}
