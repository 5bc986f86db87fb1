namespace Infra.Tests.Lab.Databases;

/// <summary>Dumps of a real PostgreSQL 15, restored into another. Slow: a PostgreSQL server is started and filled for them.</summary>
[Collection(SharedPostgres.Name)]
public sealed class DumpPostgresTests(PrivatePostgres postgres) : DumpTests
{
    private protected override PrivateDatabase Filled => postgres.Forum;

    private protected override string Dumper => "pg_dump";

    private protected override string Counted => "2 tables, 5000 rows";

    private protected override string Refusal => "password authentication failed";

    [SkippableFact]
    public void CountsMatchTheDumpsSnapshot()
    {
        var database = postgres.CreateDatabase();
        database.Sql("CREATE TABLE topics AS SELECT generate_series(1, 10) AS id");
        using var run = new DumpRun(database);
        run.Shim("pg_dump", "psql -X -q -c 'INSERT INTO topics VALUES (11)' >&2\nexec $REAL \"$@\"");
        run.MakeAndFetch();

        Assert.Equal("11", database.Sql("SELECT count(*) FROM topics"));
        Assert.Contains("table\t10\t", run.Manifest, StringComparison.Ordinal);
        run.Restore().Succeeded();
    }

    [SkippableFact]
    [Pitfall("dumps-roles")]
    public void RestoresRolesAndTheirRights()
    {
        var database = postgres.CreateDatabase();
        postgres.Sql($"""
            CREATE ROLE "{database.Name} o'n tenants"; CREATE ROLE {database.Name}_one LOGIN IN ROLE "{database.Name} o'n tenants";
            CREATE TABLE users AS SELECT 1 AS id; ALTER TABLE users OWNER TO {database.Name};
            GRANT SELECT (id) ON users TO "{database.Name} o'n tenants";
            """, database.Name);
        using var run = new DumpRun(database);
        run.MakeAndFetch();

        Assert.Contains($"role\t{database.Name} o'n tenants\tNOLOGIN\n", run.Manifest, StringComparison.Ordinal);
        Assert.Contains($"role\t{database.Name}_one\tLOGIN\n", run.Manifest, StringComparison.Ordinal);
        Assert.Contains($"member\t{database.Name} o'n tenants\t{database.Name}_one\n", run.Manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("postgres\t", run.Manifest, StringComparison.Ordinal);
        run.Restore().Succeeded();
    }

    private protected override void Enlarge(PrivateDatabase database) =>
        database.Sql("CREATE TABLE big AS SELECT i, md5(i::text) AS text FROM generate_series(1, 400000) i");
}
