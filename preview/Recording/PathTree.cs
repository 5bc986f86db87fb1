namespace Infra.Preview.Recording;

/// <summary>A set of property paths for walking a value; branches without members of the set are skipped.</summary>
internal sealed class PathTree
{
    private Dictionary<string, PathTree>? _children;

    /// <summary>Whether the path to this node is in the set.</summary>
    public bool IsMember { get; private set; }

    /// <summary>Whether all values below this node are in the set one by one, so that their keys may be shown.</summary>
    public bool IsParentOfMembers { get; private set; }

    /// <summary>Adds everything below a top-level key, without the keys themselves.</summary>
    public void AddBelow(string key)
    {
        _children ??= new(StringComparer.Ordinal);
        if (!_children.TryGetValue(key, out var child))
        {
            _children.Add(key, child = new());
        }
        child.IsParentOfMembers = true;
    }

    /// <summary>Adds a path; list positions are decimal texts.</summary>
    public void Add(IReadOnlyList<string> path)
    {
        var node = this;
        for (var i = 0; i < path.Count; i++)
        {
            node._children ??= new(StringComparer.Ordinal);
            if (!node._children.TryGetValue(path[i], out var child))
            {
                node._children.Add(path[i], child = new());
            }
            node = child;
        }
        node.IsMember = true;
    }

    /// <summary>The set below a key or a position; null when it is empty.</summary>
    public PathTree? Below(string key) => _children is not null && _children.TryGetValue(key, out var child) ? child : null;
}
