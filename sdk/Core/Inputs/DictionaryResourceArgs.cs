using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The inputs of a resource without a class of its own.</summary>
public sealed class DictionaryResourceArgs : ResourceArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    /// <param name="dictionary">
    /// The inputs by wire name. Values at this level have a type that an output may have (string, bool, int, double, JSON element, asset,
    /// resource, immutable array or dictionary) or are outputs of one; other values throw <see cref="InvalidOperationException"/>.
    /// </param>
    public DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary)
    {
        OutputTypes.CheckValues(dictionary);
        _dictionary = dictionary;
    }

    internal override bool Collect(InputCollector into)
    {
        into.AddAll(_dictionary);
        return true;
    }
}
