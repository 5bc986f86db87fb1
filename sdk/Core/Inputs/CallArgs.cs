namespace Pulumi;

/// <summary>The arguments of a resource's method.</summary>
public abstract class CallArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly CallArgs Empty = new EmptyCallArgs();

    /// <summary>Creates the args.</summary>
    protected CallArgs()
    {
    }

    private sealed class EmptyCallArgs : CallArgs
    {
        internal override bool Collect(InputCollector into) => true;
    }
}
