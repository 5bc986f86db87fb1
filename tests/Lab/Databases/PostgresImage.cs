using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// Debian's PostgreSQL 15 with the extensions of the project's image, without changes to the machine: PostgreSQL finds its shared
/// files beside its own program, so a copy of the program uses a folder with Debian's extensions and these.
/// <para>
/// The server, hstore, pg_trgm, unaccent and the project's pg_cjk_search are real. Debian has neither pgvector nor
/// pg_cjk_parser: the extension <c>vector</c> is an empty type here, and the functions of <c>pg_cjk_parser</c> are PostgreSQL's
/// own, which do not split. SQL functions that precede PostgreSQL's simulate the splitting in databases that request it.
/// </para>
/// </summary>
internal sealed class PostgresImage
{
    /// <summary>Debian's programs.</summary>
    public const string DebiansPrograms = "/usr/lib/postgresql/15/bin";

    /// <summary>Debian's extensions.</summary>
    public const string DebiansExtensions = "/usr/share/postgresql/15/extension";

    private readonly string _extensions;

    /// <summary>Creates the programs and extensions below a folder.</summary>
    public PostgresImage(string root)
    {
        Programs = root + DebiansPrograms;
        _extensions = root + DebiansExtensions;
        Directory.CreateDirectory(Programs);
        foreach (var program in (string[])["postgres", "initdb"])
        {
            File.Copy($"{DebiansPrograms}/{program}", $"{Programs}/{program}");
        }

        File.CreateSymbolicLink($"{root}/usr/lib/postgresql/15/lib", "/usr/lib/postgresql/15/lib");
        Directory.CreateDirectory(_extensions);
        Link(Path.GetDirectoryName(DebiansExtensions)!, Path.GetDirectoryName(_extensions)!);
        Link(DebiansExtensions, _extensions);
        foreach (var file in Directory.GetFiles(Repository.File("images", "postgres"), "pg_cjk_search*"))
        {
            File.Copy(file, Path.Combine(_extensions, Path.GetFileName(file)));
        }

        Fake("vector", "CREATE DOMAIN vector AS real[];");
        Fake("pg_cjk_parser", """
            CREATE FUNCTION public.prsd2_cjk_start(internal, integer) RETURNS internal LANGUAGE internal STRICT AS 'prsd_start';
            CREATE FUNCTION public.prsd2_cjk_nexttoken(internal, internal, internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_nexttoken';
            CREATE FUNCTION public.prsd2_cjk_end(internal) RETURNS void LANGUAGE internal STRICT AS 'prsd_end';
            CREATE FUNCTION public.prsd2_cjk_lextype(internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_lextype';
            CREATE FUNCTION public.prsd2_cjk_headline(internal, internal, tsquery) RETURNS internal LANGUAGE internal STRICT AS 'prsd_headline';
            """);
    }

    /// <summary>Folder of the programs.</summary>
    public string Programs { get; }

    /// <summary>Removes an extension while an action runs.</summary>
    public void Without(string extension, Action action)
    {
        var file = $"{_extensions}/{extension}.control";
        File.Move(file, file + ".away");
        try
        {
            action();
        }
        finally
        {
            File.Move(file + ".away", file);
        }
    }

    private void Fake(string extension, string sql)
    {
        File.WriteAllText($"{_extensions}/{extension}.control", "default_version = '1.0'\nrelocatable = true\n");
        File.WriteAllText($"{_extensions}/{extension}--1.0.sql", sql);
    }

    private static void Link(string from, string to)
    {
        foreach (var entry in Directory.GetFileSystemEntries(from))
        {
            var target = Path.Combine(to, Path.GetFileName(entry));
            if (!Path.Exists(target))
            {
                File.CreateSymbolicLink(target, entry);
            }
        }
    }
}
