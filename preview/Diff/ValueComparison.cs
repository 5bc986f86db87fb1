using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>One run over two values of one resource.</summary>
internal sealed class ValueComparison(
    string type,
    IReadOnlyDictionary<string, string> oldDigests,
    IReadOnlyDictionary<string, string> newDigests)
{
    private const string Release = "kubernetes:helm.sh/v3:Release";

    private readonly List<PropertyChange> _changes = [];
    private readonly List<string> _path = [];
    private readonly List<string> _oldPath = [];
    private readonly List<string> _newPath = [];
    private readonly bool _isKubernetes = type.StartsWith("kubernetes:", StringComparison.Ordinal);
    private readonly bool _isBuiltIn = ProviderFacts.IsBuiltInObject(type);
    private int _uncompared;
    private bool? _hasUnknown;
    private PlanValue _root = PlanValue.None;

    /// <summary>Compares two values.</summary>
    public InputDiff Of(PlanValue old, PlanValue value)
    {
        _root = value;
        Compare(old, value);
        return new(_changes, _uncompared);
    }

    private void Compare(PlanValue old, PlanValue value)
    {
        if (old.Kind == PlanValueKind.Map && value.Kind == PlanValueKind.Map)
        {
            CompareMaps(old, value);
        }
        else if (old.Kind == PlanValueKind.List && value.Kind == PlanValueKind.List)
        {
            CompareLists(old, value);
        }
        else if (IsSecret(old) && IsSecret(value))
        {
            CompareSecrets();
        }
        else if (!old.IsSameAs(value))
        {
            Report(ChangeKind.Changed, old, value);
        }
    }

    private void CompareMaps(PlanValue old, PlanValue value)
    {
        for (int i = 0, j = 0; i < old.Keys.Count || j < value.Keys.Count;)
        {
            var order = i == old.Keys.Count ? 1 : j == value.Keys.Count ? -1 : string.CompareOrdinal(old.Keys[i], value.Keys[j]);
            var key = order <= 0 ? old.Keys[i] : value.Keys[j];
            Enter(key, key, key);
            if (order == 0)
            {
                Compare(old.Items[i++], value.Items[j++]);
            }
            else if (order < 0)
            {
                Report(ChangeKind.Removed, old.Items[i++], null);
            }
            else
            {
                Report(ChangeKind.Added, null, value.Items[j++]);
            }
            Leave();
        }
    }

    private void CompareLists(PlanValue old, PlanValue value)
    {
        if (ListKeys.Of(type, _newPath) is { } keys
            && ListKeys.Names(old, keys) is { } oldNames
            && ListKeys.Names(value, keys) is { } names)
        {
            CompareItems(old, value, ListMatch.Of(oldNames, names, StringComparer.Ordinal), oldNames, names);
            return;
        }
        var match = ListMatch.Of(old.Items, value.Items, PlanValueComparer.Instance);
        ItemPairs.Add(match, old.Items, value.Items, _newPath.Count == 0 ? "" : _newPath[^1]);
        CompareItems(old, value, match, null, null);
    }

    private void CompareItems(PlanValue old, PlanValue value, ListMatch match, string[]? oldNames, string[]? names)
    {
        if (Array.Exists(match.IsMoved, moved => moved))
        {
            Report(ChangeKind.Reordered, old, value);
        }
        for (var i = 0; i < value.Items.Count; i++)
        {
            var place = PropertyPath.At(i);
            var name = names is null ? place : PropertyPath.Item(names[i]);
            if (match.OldOf[i] is >= 0 and var before)
            {
                Enter(name, PropertyPath.At(before), place);
                Compare(old.Items[before], value.Items[i]);
            }
            else
            {
                Enter(name, place, place);
                Report(ChangeKind.Added, null, value.Items[i]);
            }
            Leave();
        }
        for (var i = 0; i < old.Items.Count; i++)
        {
            if (match.NewOf[i] < 0)
            {
                var place = PropertyPath.At(i);
                Enter(oldNames is null ? place : PropertyPath.Item(oldNames[i]), place, place);
                Report(ChangeKind.Removed, old.Items[i], null);
                Leave();
            }
        }
    }

    private void CompareSecrets()
    {
        if (oldDigests.TryGetValue(PropertyPath.Write(_oldPath), out var oldDigest)
            && newDigests.TryGetValue(PropertyPath.Write(_newPath), out var digest))
        {
            if (oldDigest != digest)
            {
                Report(ChangeKind.Changed, PlanValue.Secret, PlanValue.Secret);
            }
        }
        else
        {
            _uncompared++;
        }
    }

    private void Report(ChangeKind kind, PlanValue? old, PlanValue? value)
    {
        var isSecret = IsSecret(old) || IsSecret(value);
        var isIgnored = !isSecret && IsIgnored(kind, old, value);
        _changes.Add(new(PropertyPath.Write(_path), kind)
        {
            PlacePath = PropertyPath.Write(kind == ChangeKind.Removed ? _oldPath : _newPath),
            Old = isSecret ? null : old,
            New = isSecret ? null : value,
            IsSecret = isSecret,
            KeepsMeaning = isIgnored || (!isSecret && kind == ChangeKind.Changed && MeansTheSame(old!, value!)),
            Effect = isIgnored ? ChangeEffect.Ignored : ChangeEffect.Update,
        });
    }

    /// <summary>Whether the provider takes both values for equal.</summary>
    private bool IsIgnored(ChangeKind kind, PlanValue? old, PlanValue? value)
    {
        if (kind == ChangeKind.Reordered)
        {
            return ProviderFacts.IsSet(type, _newPath[^1]);
        }
        if (_isKubernetes && _newPath is ["metadata", "namespace"])
        {
            return IsDefaultNamespace(old) && IsDefaultNamespace(value);
        }
        if (kind == ChangeKind.Changed)
        {
            return _isBuiltIn && ValueMeaning.IsQuantity(_newPath) && ValueMeaning.SameQuantity(old!, value!) && !HasUnknown();
        }
        var present = old ?? value!;
        return present.Kind == PlanValueKind.None
            ? type != Release
            : _isBuiltIn && _newPath.Count > 0 && ValueMeaning.IsOmitted(_newPath, present) && !HasUnknown();
    }

    private bool MeansTheSame(PlanValue old, PlanValue value)
    {
        if (_isKubernetes && ValueMeaning.IsQuantity(_newPath) && ValueMeaning.SameQuantity(old, value))
        {
            return true;
        }
        if (old.Kind != PlanValueKind.Text || value.Kind != PlanValueKind.Text)
        {
            return false;
        }
        return (_isKubernetes && !_isBuiltIn && ValueMeaning.IsDuration(_newPath) && ValueMeaning.SameDuration(old, value))
            || TextDocument.HaveSameContent(_newPath.Count == 0 ? "" : _newPath[^1], old.Text, value.Text);
    }

    /// <summary>Whether an input is unknown: the provider then compares the inputs as they are written.</summary>
    private bool HasUnknown() => _hasUnknown ??= HasUnknown(_root);

    private static bool HasUnknown(PlanValue value)
    {
        if (value is { Kind: PlanValueKind.Text, Text: PlanValue.UnknownText })
        {
            return true;
        }
        for (var i = 0; i < value.Items.Count; i++)
        {
            if (HasUnknown(value.Items[i]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsSecret(PlanValue? value) => value is { Kind: PlanValueKind.Text, Text: PlanValue.SecretText };

    private static bool IsDefaultNamespace(PlanValue? value) => value is null or { Kind: PlanValueKind.Text, Text: "" or "default" };

    private void Enter(string name, string oldSegment, string newSegment)
    {
        _path.Add(name);
        _oldPath.Add(oldSegment);
        _newPath.Add(newSegment);
    }

    private void Leave()
    {
        _path.RemoveAt(_path.Count - 1);
        _oldPath.RemoveAt(_oldPath.Count - 1);
        _newPath.RemoveAt(_newPath.Count - 1);
    }
}
