using Infra.Databases;
using Infra.Model;

namespace Infra.Migration;

/// <summary>A move of a database, by the tools of its server's engine.</summary>
public sealed class DatabaseMove : MoveKind
{
    /// <inheritdoc/>
    public override bool Is(DataKind kind) => kind == DataKind.Database;

    /// <inheritdoc/>
    public override string ScriptOf(SystemSpec system, DataMoveSpec move) =>
        DatabaseEngines.Of(ServerOf(system, move)).MoveScript
        ?? throw new InvalidOperationException($"dataMoves[{move.Name}].to: nothing moves databases of '{move.To}'");

    /// <inheritdoc/>
    public override IReadOnlyList<string> LibrariesOf(SystemSpec system, DataMoveSpec move) =>
        DatabaseEngines.Of(ServerOf(system, move)).MoveLibraries;

    /// <inheritdoc/>
    public override string NamespaceOf(SystemSpec system, DataMoveSpec move) =>
        DatabasePlacement.NamespaceOf(system, ServerOf(system, move));

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Parameters(SystemSpec system, DataMoveSpec move)
    {
        var server = ServerOf(system, move);
        var database = server.DatabasesIn(system).First(known => known.Name == move.Database);
        var parameters = new Dictionary<string, string>(DatabaseEngines.Of(server).MoveParameters(system, database), StringComparer.Ordinal)
        {
            ["SOURCE_CONTAINER"] = MoveSource.ContainerOf(system, move),
            ["TARGET_SERVER"] = server.Name,
            ["DATABASE"] = database.Name,
            ["DATABASE_USER"] = database.User,
            ["EXTENSIONS"] = string.Join(' ', database.Described?.Extensions ?? []),
            ["CREATE_ROLES"] = database.Described is { CreateRoles: true } ? "1" : "",
        };
        return parameters;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AppSpec> UsersOf(SystemSpec system, DataMoveSpec move) =>
        [.. system.Apps.Where(app => Uses(app, move.To, move.Database!))];

    private static bool Uses(AppSpec app, string server, string database) =>
        app.Databases.Any(use => use.Server == server && use.Name == database)
        || app.AllVariables().Any(variable => variable.Database is { } used && used.Server == server && used.Database == database);

    private static IDatabaseServerSpec ServerOf(SystemSpec system, DataMoveSpec move) =>
        system.Databases.Server(move.To) ?? throw new InvalidOperationException($"dataMoves[{move.Name}].to: '{move.To}' is not described");
}
