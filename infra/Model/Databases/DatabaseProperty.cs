namespace Infra.Model;

/// <summary>A property of a database that an environment variable can hold.</summary>
public enum DatabaseProperty
{
    /// <summary>Host, as every namespace of the cluster reaches it.</summary>
    Host,

    /// <summary>Port.</summary>
    Port,

    /// <summary>Name of the database on its server.</summary>
    Name,

    /// <summary>User.</summary>
    User,

    /// <summary>Password of the user. A secret.</summary>
    Password,

    /// <summary>URL with user and password. A secret.</summary>
    Url,
}
