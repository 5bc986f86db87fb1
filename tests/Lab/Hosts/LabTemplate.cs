namespace Infra.Tests.Lab.Hosts;

/// <summary>Where the disks of an installed cluster are kept, for the scenarios that begin with one. Gone when the tests end.</summary>
internal static class LabTemplate
{
    /// <summary>What its folder is called.</summary>
    public const string Kind = "template";

    /// <summary>An empty place, removed when this process ends.</summary>
    public static string NewFolder()
    {
        var folder = LabMachine.FolderOf(Kind);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        };
        return folder;
    }
}
