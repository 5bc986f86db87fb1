using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>The descriptions of settings, from the XML documentation of the records.</summary>
public sealed class SettingDocs
{
    private readonly Dictionary<string, XElement> _members;

    private SettingDocs(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the documentation file the compiler wrote.</summary>
    /// <param name="xml">Its text.</param>
    public static SettingDocs Parse(string xml)
    {
        var members = new Dictionary<string, XElement>();
        foreach (var member in XDocument.Parse(xml).Descendants("member"))
        {
            if (member.Attribute("name")?.Value is { } name && member.Element("summary") is { } summary)
            {
                members[name] = summary;
            }
        }

        return new SettingDocs(members);
    }

    /// <summary>Description of a record.</summary>
    public string Of(Type type) => Text($"T:{type.FullName}");

    /// <summary>Description of a setting.</summary>
    public string Of(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>Description of a value of an enum.</summary>
    public string Of(Type type, string value) => Text($"F:{type.FullName}.{value}");

    private string Text(string member)
    {
        if (!_members.TryGetValue(member, out var summary))
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var node in summary.DescendantNodes())
        {
            switch (node)
            {
                case XText { Parent.Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XText plain:
                    text.Append(plain.Value);
                    break;
                case XElement { Name.LocalName: "see" } reference:
                    text.Append('`').Append(Name(reference.Attribute("cref")?.Value ?? "")).Append('`');
                    break;
                case XElement { Name.LocalName: "paramref" } reference:
                    text.Append('`').Append(reference.Attribute("name")?.Value).Append('`');
                    break;
                default:
                    break;
            }
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // A setting as its key, a word as it is written, a type by its name.
    private static string Name(string reference)
    {
        var last = reference[(reference.LastIndexOf('.') + 1)..];
        return reference switch
        {
            ['P', ..] => ValueForm.Key(last),
            ['F', .. var field] when typeof(SystemSpec).Assembly.GetType(field[1..field.LastIndexOf('.')]) is { } type =>
                ValueForm.Word(type, last),
            _ => last,
        };
    }

    /// <summary>A number as it is written in YAML.</summary>
    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
