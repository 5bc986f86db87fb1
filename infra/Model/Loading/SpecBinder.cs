using System.Collections;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// Makes records out of YAML: keys are the properties in camel case, each value keeps the rules that its property declares, and
/// every problem is reported, not only the first. Own, because no serializer keeps the place of each value for the rules that follow.
/// </summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="sources">Takes where each record was written.</param>
/// <param name="isLayer">Whether the YAML is one of several that are merged: settings may be missing, and lists may have the instructions
/// of <see cref="YamlFold"/>.</param>
public sealed class SpecBinder(ProblemList problems, SourceMap sources, bool isLayer = false)
{
    private readonly List<(YamlNode Node, string Name, RefersToAttribute Rule)> _references = [];

    /// <summary>Whether each bound name has a letter or digit: without one no object can be named after it, and rules have nothing to say.
    /// </summary>
    public bool HasUsableNames { get; private set; } = true;

    /// <summary>Makes a record out of a document's root.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <returns>The record, values that break a rule included; null when something in it has the wrong shape or is missing.</returns>
    public T? Bind<T>(YamlMap map)
        where T : class
    {
        sources.AddRoot(map);
        return (T?)Record(typeof(T), map, null);
    }

    /// <summary>Reports the names in bound records that refer to nothing.</summary>
    /// <param name="names">The names there are.</param>
    /// <param name="found">Takes what is wrong.</param>
    public void CheckReferences(DescribedNames names, ProblemList found)
    {
        foreach (var (node, name, rule) in _references)
        {
            if (!names.Has(rule, name))
            {
                found.Add(
                    node.Position, sources.PathOf(node), $"there is no {rule.What} '{name}'", rule.Advice + Hint.For(name, names.Of(rule)));
            }
        }
    }

    /// <summary>Makes a record. What the YAML leaves out is as in the record that its owner has by default, if it has one.</summary>
    private object? Record(Type type, YamlMap map, object? defaults)
    {
        var shape = RecordShape.Of(type);
        var record = defaults is null ? shape.Create() : shape.Copy(defaults);
        var whole = true;
        if (isLayer && map.Find(YamlFold.RemoveKey) is not null)
        {
            return record;
        }

        foreach (var entry in map.Entries)
        {
            if (!shape.Settings.TryGetValue(entry.Key, out var setting))
            {
                Wrong(entry, "unknown setting", Hint.For(entry.Key, [.. shape.Settings.Keys]));
                whole = false;
            }
            else if (entry.Value is YamlScalar { IsNull: true })
            {
                continue;
            }
            else if (Value(setting, entry.Value, record) is { } value)
            {
                setting.Set(record, value);
            }
            else
            {
                whole = false;
            }
        }

        foreach (var setting in shape.Settings.Values)
        {
            if (setting.IsRequired && !isLayer && map.Find(setting.Key) is null or { Value: YamlScalar { IsNull: true } })
            {
                problems.Add(map.Position, sources.PathOf(map, setting.Key), "a required setting is missing", $"write {setting.Expected}");
                whole = false;
            }
        }

        sources.Add(record, map);
        if (whole && !isLayer)
        {
            CheckRules(shape, record, map);
        }

        return whole ? record : null;
    }

    private void CheckRules(RecordShape shape, object record, YamlMap map)
    {
        foreach (var rule in shape.Rules)
        {
            if (rule.Check(name => shape.Settings[ValueForm.Key(name)].Get(record)) is { } violation)
            {
                var key = violation.Setting is { } name ? ValueForm.Key(name) : null;
                problems.Add(sources.Of(record, key), sources.PathOf(map, key), violation.Wrong, violation.Right);
            }
        }
    }

    private object? Value(Setting setting, YamlNode node, object owner) => node switch
    {
        YamlScalar { IsEmpty: true } => Wrong(node, "there is no value after the colon", "write one, or null for the default"),
        YamlSequence list when setting.IsList => List(setting, list),
        YamlMap map when setting.IsMap => Map(setting, map),
        YamlMap map when setting.IsList && isLayer && YamlFold.IsReplacement(map, out var list) => List(setting, list),
        _ when setting.IsList || setting.IsMap => WrongKind(node, setting.Expected),
        _ => Item(setting, node, owner),
    };

    private object? Item(Setting setting, YamlNode node, object? owner) => node switch
    {
        YamlScalar { IsEmpty: false } scalar when setting.Form is { } form => Single(setting, form, scalar),
        YamlMap map when setting.ItemType == typeof(YamlFragment) => new YamlFragment(map),
        YamlMap map when setting.Form is null => Record(setting.ItemType, map, owner is null ? null : setting.Get(owner)),
        _ => WrongKind(node, setting.Form?.Expected ?? "a map of settings"),
    };

    private object? Single(Setting setting, ValueForm form, YamlScalar scalar)
    {
        var (value, problem) = form.Read(scalar.Text);
        if (value is not null)
        {
            CheckValue(setting, value, scalar);
            return value;
        }

        var semicolon = problem.IndexOf("; ", StringComparison.Ordinal);
        return semicolon < 0 ? WrongKind(scalar, form.Expected) : Wrong(scalar, problem[..semicolon], problem[(semicolon + 2)..]);
    }

    private IList? List(Setting setting, YamlSequence sequence)
    {
        if (setting.IsListOfRecords && sequence.Items.Count > Setting.MostEntries)
        {
            Wrong(
                sequence,
                $"the list has {sequence.Items.Count} entries, and the program takes at most {Setting.MostEntries}",
                "divide the system into several");
            return null;
        }

        // Arrays of numbers would need code made at run time for every use through an interface; List<int> has its own.
        IList list = setting.ItemType == typeof(int)
            ? new List<int>(new int[sequence.Items.Count])
            : Array.CreateInstance(setting.ItemType, sequence.Items.Count);
        var whole = true;
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            if (Item(setting, sequence.Items[index], null) is { } item)
            {
                list[index] = item;
            }
            else
            {
                whole = false;
            }
        }

        foreach (var rule in setting.Constraints)
        {
            if (!rule.HoldsForCount(list.Count))
            {
                Wrong(sequence, "the list is empty", rule.Remedy(""));
            }
        }

        return whole ? list : null;
    }

    private Dictionary<string, string>? Map(Setting setting, YamlMap map)
    {
        var values = new Dictionary<string, string>();
        var whole = true;
        foreach (var entry in map.Entries)
        {
            if (entry.Value is not YamlScalar { IsEmpty: false } scalar)
            {
                WrongKind(entry.Value, "a single value");
                whole = false;
                continue;
            }

            values.Add(entry.Key, scalar.Text);
            CheckValue(setting, scalar.Text, scalar);
            foreach (var rule in setting.Constraints)
            {
                if (!rule.HoldsForKey(entry.Key))
                {
                    Wrong(entry, $"'{entry.Key}' is not {rule.Noun}", rule.Remedy(entry.Key));
                }
            }
        }

        return whole ? values : null;
    }

    private void CheckValue(Setting setting, object value, YamlScalar scalar)
    {
        var (isEmptyRefused, isLineRefused) = (true, true);
        foreach (var rule in setting.Constraints)
        {
            isEmptyRefused &= !rule.AllowsEmpty;
            isLineRefused &= !rule.AllowsLines;
            if (rule is RefersToAttribute reference && reference.Also != scalar.Text)
            {
                _references.Add((scalar, scalar.Text, reference));
            }

            if (!rule.Holds(value))
            {
                var shown = !rule.IsShown ? "the text" : value is string ? $"'{value}'" : scalar.Text;
                Wrong(scalar, $"{shown} is not {rule.Noun}", rule.Remedy(scalar.Text));
                HasUsableNames &= setting.Key != "name" || scalar.Text.Any(char.IsAsciiLetterOrDigit);
                return;
            }
        }

        if (value is not string text)
        {
            return;
        }

        if (isEmptyRefused && string.IsNullOrWhiteSpace(text))
        {
            Wrong(scalar, "the text is empty", "write one, or null for the default");
        }
        else if (isLineRefused && text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
        {
            Wrong(scalar, "the text has a line break or another control character in it", "write it on one line");
        }
    }

    private object? WrongKind(YamlNode node, string expected) => Wrong(node, $"found {node.Kind}", $"write {expected}");

    private object? Wrong(YamlNode node, string wrong, string right)
    {
        problems.Add(node.Position, sources.PathOf(node), wrong, right);
        return null;
    }

    private void Wrong(YamlEntry entry, string wrong, string right) => problems.Add(entry.Position, sources.PathOf(entry), wrong, right);
}
