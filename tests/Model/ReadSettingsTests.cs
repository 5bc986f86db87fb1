using System.Reflection;
using Infra.Cli;
using Infra.Model;
using Infra.Model.Documentation;
using Infra.Model.Loading;
using Infra.Preview;
using Infra.Tests.Architecture;
using Infra.Tests.Support;
using Mono.Cecil;

namespace Infra.Tests.Model;

public sealed class ReadSettingsTests
{
    /// <summary>Reading a setting here builds nothing from it.</summary>
    private static readonly string[] Unbuilding =
    [
        "Infra.Model.Capacity", "Infra.Model.Documentation", "Infra.Model.Validation", "Infra.Preview.Checks", "Infra.Preview.Phases",
    ];

    /// <summary>Decisions of the model that only rules use: reading a setting there builds nothing from it either.</summary>
    private static readonly HashSet<string> OfRules = DecisionsOfRules();

    /// <summary>Settings that only a check reads, because checking is what they are for.</summary>
    private static readonly Dictionary<string, string> Checked = new(StringComparer.Ordinal)
    {
        ["BlueGreenSpec.Migrations"] = "says whether two versions may run at once, without which the other settings are refused",
        ["ChartSpec.Total"] = "says what a chart's pods ask for, which only sums need",
        ["NodeSpec.ServerTypeUnlisted"] = "accepts a server type that a rule refuses",
        ["RecurringJobSpec.KeepFor"] = "says in days what retain says in numbers, and must agree with it",
        ["SystemSpec.Name"] = "must be the name of the folder",
    };

    private static readonly HashSet<string> Read =
        [.. new[] { typeof(SystemSpec), typeof(StackPreview), typeof(App) }.SelectMany(type => ReadBy(type.Assembly.Location))];

    [Fact]
    public void EverySettingIsReadOrGivesTheReason() =>
        Assert.Empty(Settings()
            .Where(setting => !IsRead(setting) && !IsMarked<NotBuiltYetAttribute>(setting) && !IsMarked<ForPeopleAttribute>(setting))
            .Select(Name)
            .Except(Checked.Keys));

    [Fact]
    public void MarkedSettingIsNotRead() =>
        Assert.Empty(Settings()
            .Where(setting => IsRead(setting) && (Has<NotBuiltYetAttribute>(setting) || Has<ForPeopleAttribute>(setting)))
            .Select(Name));

    [Fact]
    public void MarkedRecordHasSettingsThatNothingReads() =>
        Assert.Empty(Records().Where(type => IsMarked<NotBuiltYetAttribute>(type) || IsMarked<ForPeopleAttribute>(type))
            .Where(type => SettingType.Settings(type).All(IsRead)).Select(type => type.Name));

    // The name of an entry is read by everything that lists or finds entries.
    [Fact]
    public void MarkedRecordHasNoSettingThatIsRead() => Assert.Empty(
        Records().Where(IsMarked<NotBuiltYetAttribute>).SelectMany(SettingType.Settings)
            .Where(setting => IsRead(setting) && setting.Property.Name != nameof(INamed.Name)).Select(Name));

    [Fact]
    public void CheckedSettingsAreNotRead() => Assert.Empty(Settings().Where(IsRead).Select(Name).Intersect(Checked.Keys));

    private static IEnumerable<Type> Records() =>
        typeof(SystemSpec).Assembly.GetTypes().Where(type => type.IsClass && SettingType.IsRecord(type));

    private static IEnumerable<Setting> Settings() => Records().SelectMany(SettingType.Settings);

    private static string Name(Setting setting) => $"{setting.Property.DeclaringType!.Name}.{setting.Property.Name}";

    private static bool Has<T>(Setting setting)
        where T : Attribute => setting.Property.IsDefined(typeof(T), inherit: false);

    private static bool IsMarked<T>(Type record)
        where T : Attribute => record.IsDefined(typeof(T), inherit: false);

    private static bool IsMarked<T>(Setting setting)
        where T : Attribute => Has<T>(setting) || IsMarked<T>(setting.Property.DeclaringType!);

    // By the record itself, or by an interface that shows it to all engines alike.
    private static bool IsRead(Setting setting)
    {
        var record = setting.Property.DeclaringType!;
        return record.GetInterfaces().Prepend(record).Any(type => Read.Contains($"{type.FullName}.{setting.Property.Name}"));
    }

    private static IEnumerable<string> ReadBy(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. from type in module.GetTypes()
            let outermost = Outermost(type)
            where !BuildsNothing(outermost) && !OfRules.Contains(outermost.FullName)
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null && called.Name.StartsWith("get_", StringComparison.Ordinal)
            where called.DeclaringType.FullName != outermost.FullName || !IsOfCompiler(method)
            select $"{called.DeclaringType.FullName}.{called.Name["get_".Length..]}",
        ];
    }

    private static HashSet<string> DecisionsOfRules()
    {
        var users = References.In(typeof(SystemSpec).Assembly.Location)
            .Where(pair => pair.From.FullName != pair.To.FullName && pair.To.Namespace == typeof(SystemSpec).Namespace)
            .ToLookup(pair => pair.To.FullName, pair => pair.From);
        var found = new HashSet<string>(StringComparer.Ordinal);
        int known;
        do
        {
            known = found.Count;
            found.UnionWith(
                [.. users.Where(user => user.All(from => BuildsNothing(from) || found.Contains(from.FullName))).Select(user => user.Key)]);
        }
        while (found.Count > known);

        return found;
    }

    private static bool BuildsNothing(TypeReference type) =>
        Unbuilding.Contains(type.Namespace) || type.Name.EndsWith("Rules", StringComparison.Ordinal);

    // What the compiler writes into a record compares and prints all its settings.
    private static bool IsOfCompiler(MethodDefinition method) =>
        method.Name is "Equals" or "GetHashCode" or "PrintMembers" or "ToString" or ".ctor";

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
