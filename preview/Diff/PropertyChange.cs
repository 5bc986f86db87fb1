using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Difference of one input, or of one value in it.</summary>
/// <param name="Path">
/// Path of the value, as `spec.template.spec.containers[name=app].image`, `triggers[0]` or `data["tls.key"]`. Items of lists with a key are
/// named by it, others by their place: in the new list, removed ones in the former.
/// </param>
/// <param name="Kind">Kind of the difference.</param>
public sealed record PropertyChange(string Path, ChangeKind Kind)
{
    private readonly string? _placePath;

    /// <summary>
    /// Path with the place of every list item, as the engine has it in `ignoreChanges`: `spec.template.spec.containers[0].image`.
    /// Default <see cref="Path"/>.
    /// </summary>
    public string PlacePath
    {
        get => _placePath ?? Path;
        init => _placePath = value;
    }

    /// <summary>Former value; null where there was none, and for secrets. A whole map or list where all of it is gone.</summary>
    public PlanValue? Old { get; init; }

    /// <summary>New value; null where there is none, and for secrets. A whole map or list where all of it is new.</summary>
    public PlanValue? New { get; init; }

    /// <summary>Whether the value is secret, so that only the fact of the change is known.</summary>
    public bool IsSecret { get; init; }

    /// <summary>
    /// Whether both values mean the same to their reader, as `1Gi` and `1024Mi` or one document in two layouts: an update that has no
    /// effect, or none at all where the provider knows it too (<see cref="ChangeEffect.Ignored"/>).
    /// </summary>
    public bool KeepsMeaning { get; init; }

    /// <summary>
    /// Lines that differ, with two lines of context, for changed texts of several lines and for JSON documents; empty otherwise. Computed
    /// at every call. A text that is known on one side only has none.
    /// </summary>
    public IReadOnlyList<TextLine> Lines =>
        Kind == ChangeKind.Changed
            && Old is { Kind: PlanValueKind.Text, Text: not (PlanValue.UnknownText or PlanValue.SecretText) }
            && New is { Kind: PlanValueKind.Text, Text: not (PlanValue.UnknownText or PlanValue.SecretText) }
            ? TextDiff.Between(Old.Text, New.Text)
            : [];

    /// <summary>Consequence for the resource. Default <see cref="ChangeEffect.Update"/>.</summary>
    public ChangeEffect Effect { get; init; } = ChangeEffect.Update;

    /// <summary>Whether the option `ignoreChanges` keeps the new value from what exists.</summary>
    public bool IsKeptOut => Effect == ChangeEffect.Ignored && Rule?.Path == InputEffects.IgnoringOption;

    /// <summary>Rule that decided the effect; null for the update that is the default.</summary>
    public ReplacementRule? Rule { get; init; }
}
