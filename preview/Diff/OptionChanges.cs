using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>
/// Compares the options of a resource. They are kept in the state: a change of them alone is no step of the engine, which writes the state
/// again, and no provider is asked.
/// </summary>
internal static class OptionChanges
{
    /// <summary>Options that differ, in a fixed order.</summary>
    public static IReadOnlyList<PropertyChange> Between(PlanResource old, PlanResource resource)
    {
        List<PropertyChange>? changes = null;
        Text("parent", old.Parent, resource.Parent);
        Text("provider", old.Provider, resource.Provider);
        List("dependsOn", old.DependsOn, resource.DependsOn);
        Truth("protect", old.Protect, resource.Protect);
        Truth("retainOnDelete", old.RetainOnDelete, resource.RetainOnDelete);
        Truth("deleteBeforeReplace", old.DeleteBeforeReplace, resource.DeleteBeforeReplace);
        Text("deletedWith", old.DeletedWith, resource.DeletedWith);
        List("ignoreChanges", old.IgnoreChanges, resource.IgnoreChanges);
        List("replaceOnChanges", old.ReplaceOnChanges, resource.ReplaceOnChanges);
        return changes ?? (IReadOnlyList<PropertyChange>)[];

        void Text(string name, string? before, string? after)
        {
            if (before != after)
            {
                Add(name, before is null ? null : PlanValue.OfText(before), after is null ? null : PlanValue.OfText(after));
            }
        }

        void Truth(string name, bool? before, bool? after)
        {
            if (before != after)
            {
                Add(name, before is { } was ? PlanValue.OfTruth(was) : null, after is { } now ? PlanValue.OfTruth(now) : null);
            }
        }

        void List(string name, IReadOnlyList<string> before, IReadOnlyList<string> after)
        {
            if (!before.SequenceEqual(after, StringComparer.Ordinal))
            {
                Add(name, Value(before), Value(after));
            }
        }

        void Add(string name, PlanValue? before, PlanValue? after)
        {
            var kind = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
            (changes ??= []).Add(new(name, kind) { Old = before, New = after, Effect = ChangeEffect.Ignored });
        }
    }

    private static PlanValue? Value(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : PlanValue.OfList([.. texts.Select(PlanValue.OfText)]);
}
