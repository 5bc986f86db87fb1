using System.Reflection;
using System.Runtime.CompilerServices;
using Infra.Model.Validation;
using Infra.Parts;
using Infra.Tests.Support;
using Mono.Cecil;

namespace Infra.Tests.Architecture;

/// <summary>
/// The rules between records: a rule class checks and decides nothing for others. A decision that several rules or components need is
/// beside its subject, in a class of its own.
/// </summary>
public sealed class RulesTests
{
    /// <summary>The other types of the rules' namespace: the validator and its inputs.</summary>
    private static readonly Type[] Validator =
        [typeof(SystemValidation), typeof(ValidationContext), typeof(KnownEnvironments), typeof(UniqueWords), typeof(PartAnswers)];

    private static readonly Type[] Rules =
    [
        .. typeof(InfraStack).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Rules", StringComparison.Ordinal))
            .Where(type => type.GetMethods().Any(method => method.Name == "Check")),
    ];

    private static readonly Lazy<(TypeReference From, TypeReference To)[]> All =
        new(() => [.. References.In(typeof(InfraStack).Assembly.Location).Where(pair => pair.From.FullName != pair.To.FullName)]);

    public static TheoryData<string> Names() => [.. Rules.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void RulesAreUsedByOneListOnly(string name)
    {
        var users = All.Value.Where(pair => pair.To.FullName == name).Select(pair => pair.From.FullName).Distinct().ToArray();

        Assert.True(
            users is [var user] && IsList(user),
            $"{name} is used by {string.Join(", ", users)}; move what they share to a class beside its subject");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RulesOfferNothingButTheirCheck(string name) =>
        Each.Of(
            typeof(InfraStack).Assembly.GetType(name)!
                .GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(member => member is MethodBase { IsPrivate: false } or FieldInfo { IsPrivate: false })
                .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute))),
            member => Assert.Equal("Check", member.Name));

    [Fact]
    public void NamespaceOfTheRulesHoldsThemAndTheValidator() =>
        Assert.Equal(
            Validator.Select(type => type.Name).Order(StringComparer.Ordinal),
            typeof(SystemValidation).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(SystemValidation).Namespace && !type.IsNested && !Rules.Contains(type))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal));

    // The validator's list, or the check of a part.
    private static bool IsList(string user) =>
        user == typeof(SystemValidation).FullName || typeof(InfraStack).Assembly.GetType(user)!.IsSubclassOf(typeof(StackPart));
}
