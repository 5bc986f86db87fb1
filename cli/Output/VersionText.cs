using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.InteropServices;
using Infra.Preview.Graph;

namespace Infra.Cli.Output;

/// <summary>Version of the program, of the plans it writes and of the runtime, as a defect report needs them.</summary>
internal sealed class VersionText(Terminal terminal) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(App).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        terminal.Write($"infra {version} (plans {PlanJson.Format}, {RuntimeInformation.FrameworkDescription})\n");
        return ExitCodes.Ok;
    }
}
