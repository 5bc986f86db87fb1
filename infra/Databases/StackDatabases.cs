using System.Collections.Immutable;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Databases;

/// <summary>
/// The databases of a stack: the servers that it makes, the databases of its environment, the secrets of their clients, and the
/// dumps.
/// </summary>
public sealed class StackDatabases
{
    private readonly StackContext _context;
    private readonly MadeParts _made;
    private readonly Func<string, Output<string>> _password;

    /// <summary>The passwords of the databases that this stack makes, by <c>server/database</c>. A secret.</summary>
    public Output<ImmutableDictionary<string, string>> Passwords { get; }

    /// <summary>
    /// The resources that a database's clients depend on, by <c>server/database</c>: the database and the clients' secrets, and the moves
    /// of its data once they are planned.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Ready { get; set; }

    /// <summary>Creates them.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The resources that the stack has made so far.</param>
    /// <param name="passwordElsewhere">The password of a database that another stack makes, by <c>server/database</c>.</param>
    public StackDatabases(StackContext context, MadeParts made, Func<string, Output<string>> passwordElsewhere)
    {
        (_context, _made) = (context, made);
        var databases = CreateDatabases();
        _password = key => databases.TryGetValue(key, out var made) ? made.Password : passwordElsewhere(key);
        var clients = CreateClientSecrets();
        Ready = ReadyFor(databases, clients);
        if (DatabaseExposure.Of(context.System) is { Count: > 0 } exposures)
        {
            _ = new ExposedDatabases(
                "exposed-databases", new() { Exposures = exposures, Namespaces = made.Namespaces, After = made.NodePorts }, context);
        }

        CreateDumps(Ready);
        Passwords = PasswordsOf(databases);
    }

    /// <summary>The value of a property of a database, for secrets of charts. A secret where it holds the password.</summary>
    /// <param name="reference">The property.</param>
    /// <exception cref="InvalidOperationException">The database is not on the cluster; a rule refuses that before.</exception>
    public Output<string> Property(DatabaseReference reference)
    {
        if (DatabaseEngines.Find(_context.System, reference) is not { } endpoint)
        {
            throw new InvalidOperationException($"{reference} is no property of a database on the cluster");
        }

        return reference.Property switch
        {
            DatabaseProperty.Password => Output.CreateSecret(_password(endpoint.Key)),
            DatabaseProperty.Url => Output.CreateSecret(_password(endpoint.Key).Apply(password => endpoint.Url(password))),
            var plain => Output.Create(endpoint.Variable(plain, pooled: false).Value!),
        };
    }

    /// <summary>Creates the operators of the servers that the stack makes, before the namespaces.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">Takes the operators.</param>
    public static void CreateOperators(StackContext context, MadeParts made)
    {
        foreach (var engine in DatabaseEngines.All)
        {
            made.AddControllers(engine.Name, engine.CreateOperator(context, made));
        }
    }

    private Dictionary<string, MadeDatabase> CreateDatabases()
    {
        var databases = new Dictionary<string, MadeDatabase>(StringComparer.Ordinal);
        foreach (var engine in DatabaseEngines.All)
        {
            foreach (var database in engine.Create(_context, _made))
            {
                databases.Add(database.Endpoint.Key, database);
            }
        }

        return databases;
    }

    private IReadOnlyDictionary<string, IReadOnlyList<Resource>> CreateClientSecrets()
    {
        var uses = DatabaseUse.Of(_context.System);
        if (uses.Count == 0)
        {
            return ImmutableDictionary<string, IReadOnlyList<Resource>>.Empty;
        }

        return new ClientSecrets("database-access", new()
        {
            Uses = uses,
            Password = _password,
            Namespaces = _made.Namespaces,
        }, _context).Secrets;
    }

    private void CreateDumps(IReadOnlyDictionary<string, IReadOnlyList<Resource>> ready)
    {
        foreach (var dump in DatabasePlacement.Dumps(_context.System))
        {
            var targets = DumpTarget.Of(_context.System, dump);
            _ = new OffsiteDump(dump.Name, new()
            {
                Dump = dump,
                Targets = targets,
                Namespace = _made.Namespaces[targets[0].Endpoint.Namespace],
                After = [.. targets.SelectMany(target => ready.GetValueOrDefault(target.Endpoint.Key) ?? []).Distinct()],
            }, _context);
        }
    }

    /// <summary>
    /// The resources that a database's clients depend on, by <c>server/database</c>: the database and the clients' secrets.
    /// </summary>
    private static Dictionary<string, IReadOnlyList<Resource>> ReadyFor(
        Dictionary<string, MadeDatabase> databases, IReadOnlyDictionary<string, IReadOnlyList<Resource>> clients)
    {
        var ready = new Dictionary<string, IReadOnlyList<Resource>>(clients, StringComparer.Ordinal);
        foreach (var (key, database) in databases)
        {
            ready[key] = [database.Ready, .. clients.GetValueOrDefault(key) ?? []];
        }

        return ready;
    }

    private static Output<ImmutableDictionary<string, string>> PasswordsOf(Dictionary<string, MadeDatabase> databases)
    {
        string[] keys = [.. databases.Keys];
        return Output.CreateSecret(Output.All(databases.Values.Select(database => database.Password)).Apply(values =>
        {
            var passwords = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            for (var index = 0; index < keys.Length; index++)
            {
                passwords[keys[index]] = values[index];
            }

            return passwords.ToImmutable();
        }));
    }
}
