using System.Collections;
using System.Reflection;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// Walks a resource's arguments after the run and finds information that the plain inputs lack: the resources that values come from, the
/// secret paths and the unknown paths.
/// </summary>
internal sealed class ArgumentWalk(SecretMask mask)
{
    private readonly List<string> _path = [];
    private InputFindings _findings = new();
    private bool _isInSecretMap;

    /// <summary>Number of values visited by this walk; the work is proportional to it.</summary>
    public long Visited { get; private set; }

    /// <summary>Walks the arguments of one resource.</summary>
    public void Walk(InputArgs arguments, InputFindings findings)
    {
        _findings = findings;
        Look(arguments);
    }

    /// <summary>Reads one output that is not an argument: a stack output.</summary>
    public InputFindings WalkOutput(string name, object output)
    {
        _findings = new();
        Look(name, output);
        return _findings;
    }

    private void Look(string segment, object? value)
    {
        if (value is null)
        {
            return;
        }
        _path.Add(segment);
        Look(value);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Look(object value)
    {
        Visited++;
        switch (value)
        {
            case string or bool or int or double or AssetOrArchive:
                LookAtLeaf(value);
                return;
            case InputArgs arguments:
                LookAtMembers(arguments);
                return;
            case Resource resource:
                _findings.AddDependency(_path[0], resource);
                LookAtLeaf(value);
                return;
        }
        var type = value.GetType();
        if (CollectionParts.Of(value, type) is { } parts)
        {
            value = parts;
            type = parts.GetType();
        }
        if (OutputProbe.For(type) is { } probe)
        {
            LookAtOutput(probe.Read(value, leavesToo: false));
            return;
        }
        switch (value)
        {
            case IDictionary map:
                LookAtMap(map);
                return;
            case IList list:
                LookAtList(list);
                return;
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>) && UnionValue(type, value) is { } held)
        {
            Look(held);
            return;
        }
        LookAtLeaf(value);
    }

    /// <summary>Records a value without nested values. It is a secret of its own only where a whole map is secret.</summary>
    private void LookAtLeaf(object value)
    {
        if (_isInSecretMap)
        {
            _findings.AddLeaf(_path, value, mask);
        }
    }

    private void LookAtMembers(InputArgs arguments)
    {
        if (arguments is DictionaryResourceArgs)
        {
            LookAtDictionary(arguments);
            return;
        }
        foreach (var member in InputMember.Of(arguments.GetType()))
        {
            if (member.ValueIn(arguments) is { } value && member.Name is { } name)
            {
                Look(name, value);
            }
        }
    }

    /// <summary>Reads arguments that consist of one dictionary, their only field.</summary>
    private void LookAtDictionary(InputArgs arguments)
    {
        foreach (var field in arguments.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (field.GetValue(arguments) is IDictionary map)
            {
                LookAtMap(map);
            }
        }
    }

    private void LookAtOutput(OutputReading reading)
    {
        foreach (var source in reading.Dependencies)
        {
            _findings.AddDependency(_path[0], source);
        }
        if (reading is { IsSecret: true, IsKnown: true, Value: IDictionary map })
        {
            _findings.SecretMaps.Add([.. _path]);
            var isInside = _isInSecretMap;
            _isInSecretMap = true;
            Look(map);
            _isInSecretMap = isInside;
            return;
        }
        if (reading.IsSecret)
        {
            _findings.Secrets.Add([.. _path]);
            if (reading.Value is string text)
            {
                mask.Learn(text);
            }
        }
        if (!reading.IsKnown)
        {
            _findings.Unknown.Add([.. _path]);
        }
        else if (reading.Value is { } value)
        {
            Look(value);
        }
    }

    private void LookAtMap(IDictionary map)
    {
        var entries = map.GetEnumerator();
        while (entries.MoveNext())
        {
            if (entries.Key is string key)
            {
                Look(key, entries.Value);
            }
        }
        (entries as IDisposable)?.Dispose();
    }

    private void LookAtList(IList list)
    {
        var count = CountOf(list);
        for (var i = 0; i < count; i++)
        {
            if (list[i] is { } item && (_isInSecretMap || item is not (string or bool or int or double)))
            {
                Look(PropertyPath.At(i), item);
            }
        }
    }

    /// <summary>Length of a list; 0 for an immutable array that was never set, which has no length.</summary>
    private static int CountOf(IList list)
    {
        try
        {
            return list.Count;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static object? UnionValue(Type type, object union) => type.GetProperty("Value")?.GetValue(union);
}
