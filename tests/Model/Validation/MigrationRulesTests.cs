using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Tests.Model.Validation;

public sealed class MigrationRulesTests
{
    [Fact]
    public void RefusesAnOrderTwice() =>
        Says(
            migration => migration with { Phases = [migration.Phases[0], migration.Phases[1] with { Order = 0 }] },
            "the order '0' is taken");

    [Fact]
    public void RefusesANameTwice() => Says(WithStep(step => step with { Name = "1-dev" }), "the name of a phase or step '1-dev' is taken");

    [Fact]
    public void RefusesAnUnknownGate() => Says(WithStep(step => step with { Requires = ["gate-9"] }), "there is no gate 'gate-9'");

    [Fact]
    public void RefusesAFinalStepWithoutAGate() =>
        Says(WithStep(step => step with { Final = true }), "there is no way back after '0-design', and it requires no gate");

    [Fact]
    public void RefusesAnUnknownDataMove() =>
        Says(WithStep(step => step with { DataMoves = ["photos"] }), "there is no data move 'photos'");

    [Fact]
    public void RefusesAnUnknownEnvironment() =>
        Says(
            WithStep(
                step =>
                    step with
                    {
                        Environments = [new EnvironmentChangesSpec { Name = "qa", Changes = new YamlFragment(new([], new("x", 1))) }],
                    }),
            "there is no environment 'qa'");

    [Theory]
    [InlineData(GateCheck.Failover)]
    [InlineData(GateCheck.ErrorRate)]
    [InlineData(GateCheck.BackupAge)]
    public void RefusesAMeasurementWithoutALimit(GateCheck check) =>
        Says(WithCriterion(new CriterionSpec { Name = "c", Title = "C", Check = check }), "nothing says how much is allowed");

    [Fact]
    public void RefusesACriterionOfAnUnknownTarget() =>
        Says(
            WithCriterion(new CriterionSpec { Name = "c", Title = "C", Check = GateCheck.Http, Target = "shop" }),
            "there is no app or database 'shop'");

    [Fact]
    public void RefusesACriterionOfAnUnknownDataMove() =>
        Says(
            WithCriterion(new CriterionSpec { Name = "c", Title = "C", Check = GateCheck.DataVerified, Target = "photos" }),
            "there is no data move 'photos'");

    [Theory]
    [InlineData(DataKind.Database, "there is no database server 'nowhere'")]
    [InlineData(DataKind.Files, "there is no volume 'nowhere'")]
    public void RefusesADataMoveToAnUnknownTarget(DataKind kind, string says) =>
        Says(WithMove(kind, "nowhere", "d", DataCheck.Checksums), says);

    [Fact]
    public void RefusesADatabaseMoveWithoutADatabase() =>
        Says(WithMove(DataKind.Database, "postgres", null, DataCheck.RowCounts), "moves a database, but does not say which");

    [Fact]
    public void RefusesADataMoveWithoutVerification() => Says(WithMove(DataKind.Files, "wordpress-files", null), "'move' is not verified");

    private static Func<MigrationSpec, MigrationSpec> WithStep(Func<StepSpec, StepSpec> change) => migration => migration with
    {
        Phases = [migration.Phases[0] with { Steps = [change(migration.Phases[0].Steps[0])] }, .. migration.Phases.Skip(1)],
    };

    private static Func<MigrationSpec, MigrationSpec> WithCriterion(CriterionSpec criterion) => migration => migration with
    {
        Phases =
        [
            migration.Phases[0] with { Gates = [new GateSpec { Name = "g", Title = "G", Criteria = [criterion] }] },
            .. migration.Phases.Skip(1),
        ],
    };

    private static Func<MigrationSpec, MigrationSpec> WithMove(DataKind kind, string to, string? database, params DataCheck[] verify) =>
        migration => migration with
    {
        DataMoves =
        [
            .. migration.DataMoves,
            new DataMoveSpec
            {
                Name = "move",
                Kind = kind,
                FromHost = "docker-1",
                From = "x",
                To = to,
                Database = database,
                Verify = verify,
            },
        ],
    };

    private static void Says(Func<MigrationSpec, MigrationSpec> change, string says)
    {
        var spec = Community.Spec();
        var context = new ValidationContext(
            spec with { Migration = change(spec.Migration) }, new SourceMap(), KnownEnvironments.Of("dev", "test", "stage", "prod"));
        MigrationRules.Check(context);
        Assert.Contains(says, Assert.Single(context.Problems.Sorted()).ToString(), StringComparison.Ordinal);
    }
}
