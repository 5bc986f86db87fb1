namespace Infra.Tests.Lab.Databases;

/// <summary>A database of a private server.</summary>
/// <param name="Server">The server.</param>
/// <param name="Name">Its name, and that of the user who owns it.</param>
/// <param name="Password">The user's password.</param>
internal sealed record PrivateDatabase(PrivateServer Server, string Name, string Password)
{
    /// <summary>The files of the database's secret.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string>
    {
        ["host"] = "127.0.0.1",
        ["port"] = $"{Server.Port}",
        ["name"] = Name,
        ["username"] = Name,
        ["password"] = Password,
    };

    /// <summary>Runs statements as the owner and returns their output.</summary>
    public string Sql(string statements) => Server.Query(Name, Password, Name, statements).Succeeded().Text.TrimEnd('\n');
}
