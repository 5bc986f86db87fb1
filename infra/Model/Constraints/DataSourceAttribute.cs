namespace Infra.Model;

/// <summary>A source of data on a Docker host.</summary>
public sealed class DataSourceAttribute()
    : TextConstraintAttribute(
        "a source on a Docker host",
        "an absolute folder without .. and spaces, a name of a volume or container, or project/service",
        Expression,
        maxLength: 255)
{
    private const string Expression =
        "^((/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)+|[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)?)$";
}
