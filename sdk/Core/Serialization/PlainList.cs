using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Pulumi;

/// <summary>Builds the plain form of a list: a boxed <see cref="ImmutableArray{T}"/> of objects.</summary>
internal sealed class PlainList
{
    private object?[] _items;

    internal PlainList(int capacity) => _items = capacity == 0 ? [] : new object?[capacity];

    internal int Count { get; private set; }

    internal void Add(object? item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = item;
    }

    internal object ToPlain()
    {
        if (Count < _items.Length)
        {
            Array.Resize(ref _items, Count);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray<object>(_items!);
    }
}
