namespace Infra.Preview.Diff;

/// <summary>Kinds of difference between two values of one input.</summary>
public enum ChangeKind
{
    /// <summary>The input is new.</summary>
    Added,

    /// <summary>The input is gone.</summary>
    Removed,

    /// <summary>The input has another value.</summary>
    Changed,

    /// <summary>A list has the same items in another order.</summary>
    Reordered,
}
