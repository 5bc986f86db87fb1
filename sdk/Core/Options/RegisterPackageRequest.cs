namespace Pulumi;

/// <summary>A provider package created from another by parameters.</summary>
public sealed class RegisterPackageRequest
{
    /// <summary>A package without an extension.</summary>
    public RegisterPackageRequest(
        string name, string version, string? downloadUrl, Dictionary<string, byte[]>? checksums, PackageParameterization? parameterization)
        : this(name, version, downloadUrl, checksums, parameterization, extension: null)
    {
    }

    /// <summary>A package.</summary>
    public RegisterPackageRequest(
        string name, string version, string? downloadUrl, Dictionary<string, byte[]>? checksums = null,
        PackageParameterization? parameterization = null, PackageParameterization? extension = null)
    {
        Name = name;
        Version = version;
        DownloadUrl = downloadUrl ?? "";
        Checksums = checksums ?? [];
        Parameterization = parameterization;
        Extension = extension;
    }

    /// <summary>The plugin's name.</summary>
    public string Name { get; }

    /// <summary>The plugin's version.</summary>
    public string Version { get; }

    /// <summary>Download URL of the plugin, or empty.</summary>
    public string DownloadUrl { get; }

    /// <summary>Checksums of the plugin by platform.</summary>
    public Dictionary<string, byte[]> Checksums { get; }

    /// <summary>The parameters.</summary>
    public PackageParameterization? Parameterization { get; }

    /// <summary>The parameters of an extension.</summary>
    public PackageParameterization? Extension { get; }

    /// <summary>Parameters that turn a plugin into a package.</summary>
    public sealed class PackageParameterization
    {
        /// <summary>Parameters.</summary>
        public PackageParameterization(string name, string version, byte[] value)
        {
            Name = name;
            Version = version;
            Value = value;
        }

        /// <summary>The package's name.</summary>
        public string Name { get; }

        /// <summary>The package's version.</summary>
        public string Version { get; }

        /// <summary>Data of the parameters, read by the plugin.</summary>
        public byte[] Value { get; }
    }
}
