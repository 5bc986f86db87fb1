namespace Infra.Model.Validation;

/// <summary>Words of which each may occur once: names, addresses, ports.</summary>
/// <param name="context">Where repetitions are reported.</param>
/// <param name="key">The setting with the word.</param>
/// <param name="what">What the word is, e.g. <c>node name</c>.</param>
public sealed class UniqueWords(ValidationContext context, string key, string what)
{
    private readonly Dictionary<string, object> _seen = [];

    /// <summary>Adds a record's word, and reports it when another has it already.</summary>
    public void Add(object record, string word)
    {
        if (!_seen.TryAdd(word, record))
        {
            context.Error(record, key, $"the {what} '{word}' is taken", $"choose another; the first is at {context.Of(_seen[word], key)}");
        }
    }
}
