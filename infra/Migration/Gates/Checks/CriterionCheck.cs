using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>
/// A check of a criterion: the settings that it reads, its question and the arguments of its function in <c>gate-checks.sh</c>, which has
/// the check's name, and the time it may take. Pure. A new check is a class here, a function there, and a value of <see cref="GateCheck"/>.
/// </summary>
public abstract class CriterionCheck
{
    /// <summary>The check.</summary>
    public abstract GateCheck Check { get; }

    /// <summary>The place in which it is decided. Defaults to a server of the cluster.</summary>
    public virtual GateSource Source => GateSource.Cluster;

    /// <summary>Whether it is a rehearsal that disturbs what it asks about. Defaults to false.</summary>
    public virtual bool Disturbs => false;

    /// <summary>Use of <see cref="CriterionSpec.Target"/>. Defaults to none.</summary>
    public virtual SettingUse Target => SettingUse.None;

    /// <summary>Largest <see cref="CriterionSpec.Max"/> and its unit; null (default) for a check without one.</summary>
    public virtual (decimal Most, string Unit)? Max => null;

    /// <summary>Whether it reads <see cref="CriterionSpec.For"/>. Defaults to false: an answer of this moment.</summary>
    public virtual bool TakesFor => false;

    /// <summary>Whether it reads <see cref="CriterionSpec.Path"/>. Defaults to false.</summary>
    public virtual bool TakesPath => false;

    /// <summary>Time in which its function has an answer. Defaults to two minutes; none where no function is called.</summary>
    /// <param name="criterion">The criterion.</param>
    public virtual TimeSpan Bound(CriterionSpec criterion) => Source == GateSource.Cluster ? TimeSpan.FromMinutes(2) : TimeSpan.Zero;

    /// <summary>The question about a criterion. The settings were checked.</summary>
    /// <param name="scene">The environment.</param>
    /// <param name="criterion">The criterion.</param>
    public abstract CheckQuestion Ask(GateScene scene, CriterionSpec criterion);

    /// <summary>Reports a target that is none of the check. Defaults to no report.</summary>
    /// <param name="context">The system; takes the problems.</param>
    /// <param name="scene">The environment.</param>
    /// <param name="criterion">The criterion, with a target where one is required.</param>
    public virtual void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
    }

    /// <summary>A number in the form of the script's.</summary>
    private protected static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A number in the form of the script's.</summary>
    private protected static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
