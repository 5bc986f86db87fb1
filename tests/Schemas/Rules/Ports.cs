using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of port numbers and names.</summary>
internal static class Ports
{
    /// <summary>Whether the value is a port number.</summary>
    public static bool IsPort(long number) => number is >= 1 and <= 65535;

    /// <summary>Checks a field that must be a port number.</summary>
    public static void CheckNumber(JToken map, string field, string path, Findings findings) =>
        findings.Unless(map.Whole(field) is not { } number || IsPort(number), $"{path}.{field}", "is no port (1 to 65535)");

    /// <summary>Checks a value that must be a port number if it is a number.</summary>
    public static void CheckTarget(JToken? target, string path, Findings findings) =>
        findings.Unless(target.Whole() is not { } number || IsPort(number), path, "is no port (1 to 65535)");

    /// <summary>Checks like <see cref="CheckTarget"/>, and the name as well.</summary>
    public static void CheckNumberOrName(JToken? target, string path, Findings findings)
    {
        CheckTarget(target, path, findings);
        findings.Unless(
            target.Text() is not { } name || Syntax.IsPortName(name), path, "is no name of a port (15 letters, digits and dashes)");
    }
}
