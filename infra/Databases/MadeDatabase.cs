using Pulumi;

namespace Infra.Databases;

/// <summary>A database that this stack makes.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Password">The user's password. A secret.</param>
/// <param name="Ready">The resource that clients depend on.</param>
public sealed record MadeDatabase(DatabaseEndpoint Endpoint, Output<string> Password, Resource Ready);
