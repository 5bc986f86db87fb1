namespace Infra.Preview.Graph;

/// <summary>The kinds of value an input or an output can have, those of JSON.</summary>
public enum PlanValueKind
{
    /// <summary>No value.</summary>
    None,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A number; whole numbers are written without a fraction.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>An ordered list.</summary>
    List,

    /// <summary>A map, its keys in ordinal order.</summary>
    Map,
}
