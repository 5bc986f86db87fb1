using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The arguments of a function without a class of its own.</summary>
public sealed class DictionaryInvokeArgs : InvokeArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    /// <param name="dictionary">The arguments by wire name; the same types are allowed as in <see cref="DictionaryResourceArgs"/>.</param>
    public DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary)
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
