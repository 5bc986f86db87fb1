namespace Infra.Preview.Diff.Findings;

/// <summary>Interruptions of a node, from the lightest to the gravest.</summary>
internal enum NodeChangeKind
{
    /// <summary>k3s restarts; an upgrade drains the node before.</summary>
    Restarted,

    /// <summary>The server is switched off and on.</summary>
    SwitchedOff,

    /// <summary>The node is no longer described; its host stays.</summary>
    Forgotten,

    /// <summary>The server is deleted, and one of the same name created.</summary>
    Replaced,

    /// <summary>The server is deleted.</summary>
    Deleted,
}
