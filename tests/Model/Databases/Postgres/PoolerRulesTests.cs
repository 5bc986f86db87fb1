using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Databases.Postgres;

public sealed class PoolerRulesTests
{
    private const string Pooled = "apps: [{name: logto, databases: {replace: [{name: logto, server: postgres, pooled: true}]}";

    [Theory]
    [InlineData(Pooled + "}]")]
    [InlineData(Pooled + ", env: [{name: DATABASE_STATEMENT_TIMEOUT, value: \"60000\"}]}]")]
    [Pitfall("logto-pooler")]
    public void LogtoWithATimeLimitBehindAPoolerIsRefused(string overrides) => Refused(
        overrides, "the pooler refuses the time limit", "add {name: DATABASE_STATEMENT_TIMEOUT, value: DISABLE_TIMEOUT}");

    [Theory]
    [InlineData(Pooled + ", env: [{name: DATABASE_STATEMENT_TIMEOUT, value: DISABLE_TIMEOUT}]}]")]
    [InlineData(Pooled + "}]\ndatabases: {postgres: [{name: postgres, pooler: {mode: session}}]}")]
    public void OtherPoolingIsAccepted(string overrides) => Accepted(overrides);
}
