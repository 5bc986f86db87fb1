using Infra.Model;
using Infra.Model.Validation;
using Infra.Parts;

namespace Infra.Migration;

/// <summary>The migration as a part of the stack: its gates.</summary>
public sealed class MigrationPart : StackPart
{
    /// <inheritdoc/>
    public override string Name => "migration";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.Migration.Phases.Count > 0;

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => GateRules.Check(context);
}
