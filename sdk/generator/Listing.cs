using System.Text.RegularExpressions;

namespace Infra.SdkGenerator;

/// <summary>An API listing (<c>*.api.txt</c>): one header line a type, followed by its members, indented by four spaces.</summary>
public sealed partial class Listing
{
    private readonly Dictionary<string, ListedType> types = new(StringComparer.Ordinal);

    private Listing()
    {
    }

    /// <summary>The listed types, in listed order.</summary>
    public IReadOnlyCollection<ListedType> Types => types.Values;

    /// <summary>Reads a listing.</summary>
    /// <exception cref="FormatException">A line of a type that the generator handles has an unknown form.</exception>
    public static Listing Parse(IEnumerable<string> lines)
    {
        var listing = new Listing();
        List<ListedMember> members = [];
        foreach (var line in lines)
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                if (Member(line.Trim()) is { } member)
                {
                    members.Add(member);
                }
            }
            else if (Header().Match(line) is { Success: true } header)
            {
                members = [];
                var bases = header.Groups["base"];
                var type = new ListedType(
                    header.Groups["modifiers"].Value.Trim(),
                    header.Groups["kind"].Value,
                    header.Groups["name"].Value,
                    bases.Success ? bases.Value : null,
                    members);
                listing.types.Add(type.FullName, type);
            }
            else
            {
                members = [];
            }
        }

        return listing;
    }

    /// <summary>The type of the given full name; null when it is not listed.</summary>
    public ListedType? Find(string fullName) => types.GetValueOrDefault(fullName);

    /// <summary>The given types and every listed type that their members or base classes name, directly or through others.</summary>
    /// <exception cref="FormatException">A root is not listed.</exception>
    public IReadOnlyList<ListedType> Reach(IEnumerable<string> roots)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(roots);
        while (open.TryDequeue(out var name))
        {
            if (!found.Add(name))
            {
                continue;
            }

            var type = Find(name) ?? throw new FormatException($"'{name}' is not in the listing.");
            var texts = type.Members.SelectMany(m => new[] { m.Type, m.Parameters }).Append(type.Base ?? "");
            foreach (var named in texts.SelectMany(text => TypeName().Matches(text)).Select(m => m.Value).Where(types.ContainsKey))
            {
                open.Enqueue(named);
            }
        }

        return [.. types.Values.Where(t => found.Contains(t.FullName))];
    }

    private static ListedMember? Member(string line)
    {
        if (Wire().Match(line) is { Success: true } wire)
        {
            return new(
                MemberKind.WireField, wire.Groups["name"].Value, Wire: wire.Groups["wire"].Value,
                Required: IsTrue(wire, "required"), Json: IsTrue(wire, "json"));
        }

        if (Constructor().Match(line) is { Success: true } constructor)
        {
            return new(MemberKind.Constructor, "", Parameters: constructor.Groups["parameters"].Value);
        }

        if (Property().Match(line) is { Success: true } property)
        {
            var name = property.Groups["wire"];
            return new(
                MemberKind.Property, property.Groups["name"].Value, property.Groups["type"].Value, Wire: name.Success ? name.Value : null,
                Required: IsTrue(property, "required"), Json: IsTrue(property, "json"), IsStatic: property.Groups["static"].Success);
        }

        if (Field().Match(line) is { Success: true } field)
        {
            return new(MemberKind.Field, field.Groups["name"].Value, field.Groups["type"].Value);
        }

        return Method().Match(line) is { Success: true } method
            ? new(
                MemberKind.Method, method.Groups["name"].Value, method.Groups["type"].Value, method.Groups["parameters"].Value,
                IsStatic: method.Groups["static"].Success)
            : null;
    }

    private static bool IsTrue(Match match, string group) => match.Groups[group].Value == "True";

    [GeneratedRegex(@"^(?<modifiers>(?:(?:sealed|abstract|static|readonly) )*)(?<kind>class|struct) (?<name>[\w.]+)(?: : (?<base>.+))?$")]
    private static partial Regex Header();

    [GeneratedRegex(
        @"^// wire: \[Input\(""(?<wire>[^""]+)"", \(Boolean\)(?<required>\w+), \(Boolean\)(?<json>\w+)\)\]"
        + @" via private field (?<name>\w+)$")]
    private static partial Regex Wire();

    [GeneratedRegex(@"^(?:public|protected) \.ctor\((?<parameters>.*)\)$")]
    private static partial Regex Constructor();

    [GeneratedRegex(
        @"^(?:\[(?:Input|Output)\(""(?<wire>[^""]+)""(?:, \(Boolean\)(?<required>\w+), \(Boolean\)(?<json>\w+))?\)\] )?"
        + @"public (?<static>static )?(?<type>.+) (?<name>\w+) \{ [^}]+ \}$")]
    private static partial Regex Property();

    [GeneratedRegex(@"^public readonly (?<type>.+) (?<name>\w+)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"^public (?<static>static )?(?:override )?(?<type>.+?) (?<name>\w+)\((?<parameters>.*)\)$")]
    private static partial Regex Method();

    [GeneratedRegex(@"Pulumi(?:\.\w+)+")]
    private static partial Regex TypeName();
}
