using System.Reflection;
using System.Runtime.CompilerServices;

namespace Infra.Model.Loading;

/// <summary>The settings of a record type by key, and the rules between them. The loader reflects over records only here.</summary>
public sealed class RecordShape
{
    private static readonly Dictionary<Type, RecordShape> Known = [];
    private static readonly Lock Guard = new();

    private readonly Type _type;
    private readonly Dictionary<string, Setting> _settings = [];

    private RecordShape(Type type)
    {
        _type = type;
        Rules = [.. type.GetCustomAttributes<RecordConstraintAttribute>(inherit: false)];
        var anyRequired = type.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite)
            {
                var setting = new Setting(property, anyRequired && property.IsDefined(typeof(RequiredMemberAttribute), inherit: false));
                _settings.Add(setting.Key, setting);
            }
        }
    }

    /// <summary>The settings by their keys, in the order of the record.</summary>
    public IReadOnlyDictionary<string, Setting> Settings => _settings;

    /// <summary>The rules between settings.</summary>
    public IReadOnlyList<RecordConstraintAttribute> Rules { get; }

    /// <summary>Looks a record type up, once.</summary>
    public static RecordShape Of(Type type)
    {
        lock (Guard)
        {
            if (!Known.TryGetValue(type, out var shape))
            {
                shape = new RecordShape(type);
                Known.Add(type, shape);
            }

            return shape;
        }
    }

    /// <summary>A new record with its defaults.</summary>
    public object Create() => Activator.CreateInstance(_type)!;

    /// <summary>A new record with the settings of another one.</summary>
    /// <param name="other">A record of the same type.</param>
    public object Copy(object other)
    {
        var record = Create();
        foreach (var setting in _settings.Values)
        {
            if (setting.Get(other) is { } value)
            {
                setting.Set(record, value);
            }
        }

        return record;
    }
}
