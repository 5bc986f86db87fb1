using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Difference of one input, or of one value in it.</summary>
/// <param name="Path">
/// Path of the value, as `spec.template.spec.containers[name=app].image`, `triggers[0]` or `data["tls.key"]`. Items of lists with a key are
/// named by it, others by their place.
/// </param>
/// <param name="Kind">Kind of the difference.</param>
public sealed record PropertyChange(string Path, ChangeKind Kind)
{
    /// <summary>Former value; null where there was none, and for secrets.</summary>
    public PlanValue? Old { get; init; }

    /// <summary>New value; null where there is none, and for secrets.</summary>
    public PlanValue? New { get; init; }

    /// <summary>Whether the value is secret, so that only the fact of the change is known.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Lines that differ, for texts of several lines; empty otherwise.</summary>
    public IReadOnlyList<TextLine> Lines { get; init; } = [];

    /// <summary>Consequence for the resource. Default <see cref="ChangeEffect.Update"/>.</summary>
    public ChangeEffect Effect { get; init; } = ChangeEffect.Update;

    /// <summary>Rule that decided the effect; null for the update that is the default.</summary>
    public ReplacementRule? Rule { get; init; }
}
