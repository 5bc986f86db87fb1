namespace Pulumi;

/// <summary>Options of a function call that returns an output.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    private InputList<Resource>? _dependsOn;

    /// <summary>Resources that must exist first.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= new InputList<Resource>();
        set => _dependsOn = value;
    }

    internal InputList<Resource>? DependsOnIfAny => _dependsOn is null or { IsEmpty: true } ? null : _dependsOn;
}
