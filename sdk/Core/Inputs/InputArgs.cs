namespace Pulumi;

/// <summary>The inputs of a resource or call: a class whose members carry <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    /// <summary>Creates the args.</summary>
    protected InputArgs()
    {
    }

    /// <summary>Passes on all members and returns true; false means that the members are read by reflection.</summary>
    internal virtual bool Collect(InputCollector into) => false;
}
