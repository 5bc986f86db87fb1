namespace Infra.Model;

/// <summary>A name of a database's extension: the server looks for a file of that name, so it has no path and no quotes.</summary>
public sealed class ExtensionNameAttribute()
    : TextConstraintAttribute("a name of an extension", "lower-case letters, digits, underscores and dashes, a letter first", Expression,
        maxLength: 63)
{
    private const string Expression = "^[a-z](?!.*--)([a-z0-9_-]*[a-z0-9_])?$";
}
