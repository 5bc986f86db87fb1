namespace Infra.Preview.Recording;

/// <summary>A set of property paths, to walk a value with: only the branches that matter are looked at.</summary>
internal sealed class PathTree
{
    private Dictionary<string, PathTree>? _children;

    /// <summary>Whether the path up to here is in the set.</summary>
    public bool IsMember { get; private set; }

    /// <summary>Whether the values below here are in the set, one by one: their keys may be seen.</summary>
    public bool IsParentOfMembers { get; private set; }

    /// <summary>Puts everything below a top-level key in, the keys themselves left out.</summary>
    public void AddBelow(string key)
    {
        _children ??= new(StringComparer.Ordinal);
        if (!_children.TryGetValue(key, out var child))
        {
            _children.Add(key, child = new());
        }
        child.IsParentOfMembers = true;
    }

    /// <summary>Puts a path in; list positions are their decimal texts.</summary>
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

    /// <summary>The set below a key or a position; null when nothing is there.</summary>
    public PathTree? Below(string key) => _children is not null && _children.TryGetValue(key, out var child) ? child : null;
}
