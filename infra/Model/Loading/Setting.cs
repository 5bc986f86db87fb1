using System.Reflection;

namespace Infra.Model.Loading;

/// <summary>A setting of a record type, with the rules for its value.</summary>
public sealed class Setting
{
    /// <summary>
    /// Most entries of a list of records; a limit of this program. Each entry is several resources, and a stack's state with all of them is
    /// one file that the engine writes at each step. Hetzner has 100 servers in a network, and Kubernetes 10,000 namespaces.
    /// </summary>
    public const int MostEntries = 1000;

    private ValueForm? _form;
    private bool _hasForm;
    private ConstraintAttribute[]? _constraints;

    /// <summary>A setting.</summary>
    /// <param name="property">The property that holds it.</param>
    /// <param name="isRequired">Whether it must be written.</param>
    public Setting(PropertyInfo property, bool isRequired)
    {
        var type = property.PropertyType;
        var isGeneric = type.IsGenericType;
        Property = property;
        Key = ValueForm.Key(property.Name);
        IsRequired = isRequired;
        IsList = isGeneric && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        IsMap = isGeneric && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
        ItemType = IsMap ? typeof(string) : isGeneric ? type.GetGenericArguments()[0] : type;
    }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The key in YAML.</summary>
    public string Key { get; }

    /// <summary>Whether the setting must be written.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether the setting is a list.</summary>
    public bool IsList { get; }

    /// <summary>Whether the setting is a map of names and texts.</summary>
    public bool IsMap { get; }

    /// <summary>Whether the setting is a list of records.</summary>
    public bool IsListOfRecords => IsList && Form is null;

    /// <summary>The type of the value, of a list's items or of a map's values.</summary>
    public Type ItemType { get; }

    /// <summary>The form of single values; null for records and pieces of YAML.</summary>
    public ValueForm? Form
    {
        get
        {
            if (!_hasForm)
            {
                (_form, _hasForm) = (ValueForm.Of(ItemType), true);
            }

            return _form;
        }
    }

    /// <summary>The rules for the value. Looked up when a value is first read: most settings of most systems keep their defaults.</summary>
    public IReadOnlyList<ConstraintAttribute> Constraints =>
        _constraints ??= [.. Property.GetCustomAttributes<ConstraintAttribute>(inherit: false)];

    /// <summary>Description of the expected value, for a message that begins with "write".</summary>
    public string Expected => IsList ? "a list: one line with a dash for each item"
        : IsMap ? "a map of names and values"
        : Form?.Expected ?? "a map of settings";

    /// <summary>Reads the setting of a record.</summary>
    public object? Get(object record) => Property.GetValue(record);

    /// <summary>Sets the setting of a record.</summary>
    public void Set(object record, object value) => Property.SetValue(record, value);
}
