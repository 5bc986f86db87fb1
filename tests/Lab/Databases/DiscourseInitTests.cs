namespace Infra.Tests.Lab.Databases;

/// <summary>Discourse's init job against a real server; what is fake in it, <see cref="PostgresLab"/> says.</summary>
[Collection(LabAlone.Name)]
public sealed class DiscourseInitTests
{
    private const string Success = "All CJK parser smoke tests passed successfully!";
    private static readonly string[] OfTheOperator = ["hstore", "pg_trgm", "unaccent", "vector", "pg_cjk_parser", "pg_cjk_search"];

    [SkippableFact]
    public void TheOwnerPreparesItAndASecondRunChangesNothing()
    {
        using var lab = new PostgresLab();
        lab.CreateDatabase("discourse", OfTheOperator);
        lab.FakeSplitting("discourse");

        var first = lab.Init("discourse");
        var before = Catalog(lab);
        var second = lab.Init("discourse");

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains(Success, first.Output, StringComparison.Ordinal);
        Assert.Contains(Success, second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("made the", second.Output, StringComparison.Ordinal);
        Assert.Equal(before, Catalog(lab));
        Assert.Equal("public.config_2_gram_cjk", lab.Sql("discourse", "SHOW default_text_search_config"));
    }

    [SkippableFact]
    public void EveryKindOfTokenIsMapped()
    {
        using var lab = new PostgresLab();
        lab.CreateDatabase("discourse", OfTheOperator);
        lab.FakeSplitting("discourse");
        Assert.Equal(0, lab.Init("discourse").Code);

        Assert.Equal("19", lab.Sql("discourse", "SELECT count(DISTINCT maptokentype) FROM pg_ts_config_map WHERE mapcfg = 'public.config_2_gram_cjk'::regconfig"));
        Assert.Equal("'clean':1", lab.Sql("discourse", "SELECT pg_catalog.to_tsvector('public.config_2_gram_cjk', 'cleaning')"));
    }

    [SkippableFact]
    public void AParserThatDoesNotSplitFailsTheSmokeTests()
    {
        using var lab = new PostgresLab();
        lab.CreateDatabase("discourse", OfTheOperator);

        var run = lab.Init("discourse");

        Assert.NotEqual(0, run.Code);
        Assert.Contains("smoke test failed: the parser splits 全文检索 (Chinese) into {全文检索}, not {全文,文检,检索}", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Success, run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void AnImageWithoutTheParserIsNamed()
    {
        using var lab = new PostgresLab();
        lab.Remove("pg_cjk_parser");
        lab.CreateDatabase("discourse", "hstore", "pg_trgm", "unaccent", "vector");

        var run = lab.Init("discourse");

        Assert.NotEqual(0, run.Code);
        Assert.Contains("the server's image has no extension pg_cjk_parser", run.Output, StringComparison.Ordinal);
        Assert.Contains("Build the image from images/postgres", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void AnExtensionThatOnlyTheOperatorMayMakeIsNamed()
    {
        using var lab = new PostgresLab();
        lab.CreateDatabase("discourse");

        var run = lab.Init("discourse");

        Assert.NotEqual(0, run.Code);
        Assert.Contains("role discourse may not make the extension vector", run.Output, StringComparison.Ordinal);
        Assert.Equal("", lab.Sql("discourse", "SELECT extname FROM pg_extension WHERE extname = 'hstore'"));
    }

    [SkippableFact]
    public void OneThatWasCutHalfWayLeavesNothingAndTheNextSucceeds()
    {
        using var lab = new PostgresLab();
        lab.CreateDatabase("discourse", OfTheOperator);
        lab.FakeSplitting("discourse");
        // The server ends the session at the last statement of the preparation.
        lab.Sql("discourse", """
            CREATE FUNCTION fakes.format(text, text, text) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN pg_catalog.format($1, $2, $3); END $f$;
            CREATE FUNCTION fakes.current_database() RETURNS name LANGUAGE plpgsql SECURITY DEFINER AS
              $f$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN 'discourse'; END $f$;
            """);

        var cut = lab.Init("discourse");
        var left = lab.Sql("discourse", "SELECT count(*) FROM pg_ts_config WHERE cfgname = 'config_2_gram_cjk'");
        lab.Sql("discourse", "DROP FUNCTION fakes.current_database()");
        var again = lab.Init("discourse");

        Assert.NotEqual(0, cut.Code);
        Assert.Contains("was not prepared, and is as it was before", cut.Output, StringComparison.Ordinal);
        Assert.Equal("0", left);
        Assert.Equal(0, again.Code);
    }

    [SkippableFact]
    public void ADatabaseThatIsNotThereIsWaitedForAndThenNamed()
    {
        using var lab = new PostgresLab();

        var run = lab.Init("nobody", ("WAIT_SECONDS", "1"));

        Assert.NotEqual(0, run.Code);
        Assert.Contains("did not take nobody within 1 s", run.Output, StringComparison.Ordinal);
        Assert.Contains("role \"nobody\" does not exist", run.Output, StringComparison.Ordinal);
    }

    private static string Catalog(PostgresLab lab) => lab.Sql("discourse", """
        SELECT string_agg(item, ' ' ORDER BY item) FROM (
          SELECT extname || extversion FROM pg_extension
          UNION ALL SELECT cfgname FROM pg_ts_config
          UNION ALL SELECT mapcfg || ':' || maptokentype || ':' || mapdict FROM pg_ts_config_map
          UNION ALL SELECT setconfig::text FROM pg_db_role_setting) AS items (item)
        """);
}
