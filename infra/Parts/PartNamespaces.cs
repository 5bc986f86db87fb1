using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Parts;

/// <summary>
/// The rule that each namespace has one creator: a part of the stack, Kubernetes, or the list of described namespaces. Two would plan the
/// same object, and the deletion of one would take the pods of the other with it.
/// </summary>
public static class PartNamespaces
{
    private const string Remedy = "choose another name";
    private const string Described = "is one of the described";

    // The record itself rejects the names that Kubernetes uses.
    private static readonly NamespaceNameAttribute Valid = new();

    /// <summary>Checks the rule.</summary>
    /// <param name="context">The system; takes the problems.</param>
    /// <param name="parts">All parts.</param>
    public static void Check(ValidationContext context, IReadOnlyList<StackPart> parts)
    {
        var named = new List<PartNamespace>();
        var uses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var @namespace in part.Namespaces(context.Spec))
            {
                if (@namespace.Record is null)
                {
                    uses.TryAdd(@namespace.Name, Of(@namespace));
                }
                else
                {
                    named.Add(@namespace);
                }
            }
        }

        foreach (var described in context.Spec.Namespaces)
        {
            if (Valid.Holds(described.Name)
                && !uses.TryAdd(described.Name, Described)
                && uses[described.Name] is var use
                && use != Described)
            {
                context.Error(described, "name", Taken(described.Name, use), Remedy);
            }
        }

        foreach (var @namespace in named)
        {
            if (!uses.TryAdd(@namespace.Name, Of(@namespace)))
            {
                context.Error(@namespace.Record!, @namespace.Key, Taken(@namespace.Name, uses[@namespace.Name]), Remedy);
            }
        }
    }

    private static string Of(PartNamespace @namespace) => $"belongs to {@namespace.Use}";

    private static string Taken(string name, string use) => $"the namespace '{name}' {use}";
}
