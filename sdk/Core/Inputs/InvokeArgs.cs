namespace Pulumi;

/// <summary>The arguments of a provider's function.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly InvokeArgs Empty = new EmptyInvokeArgs();

    /// <summary>Creates the args.</summary>
    protected InvokeArgs()
    {
    }

    private sealed class EmptyInvokeArgs : InvokeArgs
    {
        internal override bool Collect(InputCollector into) => true;
    }
}
