namespace Infra.Cli.Commands;

/// <summary>The command line is wrong. The message says what, and what would be right.</summary>
public sealed class UsageException(string message) : Exception(message);
