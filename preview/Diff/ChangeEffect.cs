namespace Infra.Preview.Diff;

/// <summary>Consequences of one changed input, in the order of their weight.</summary>
public enum ChangeEffect
{
    /// <summary>None: `ignoreChanges` names the input, or the provider takes both values for equal.</summary>
    Ignored,

    /// <summary>The resource is changed in place.</summary>
    Update,

    /// <summary>The resource is replaced.</summary>
    Replace,

    /// <summary>The engine plans an update, which the API or the provider rejects.</summary>
    Refused,
}
