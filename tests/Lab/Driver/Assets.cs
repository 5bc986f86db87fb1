using System.Reflection;

namespace Infra.Tests.Lab.Driver;

/// <summary>Reads assets as providers do.</summary>
internal static class Assets
{
    /// <summary>Returns the path of a file asset, which the SDK shows only to providers.</summary>
    public static string PathOf(object asset) =>
        (string)asset.GetType()
            .GetProperty("Value", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!
            .GetValue(asset)!;
}
