using System.Reflection;

namespace Infra.Tests.Lab.Driver;

/// <summary>Reads assets as providers do.</summary>
internal static class Assets
{
    /// <summary>The path of a file asset; the SDK shows it to providers alone.</summary>
    public static string PathOf(object asset) =>
        (string)asset.GetType()
            .GetProperty("Value", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!
            .GetValue(asset)!;
}
