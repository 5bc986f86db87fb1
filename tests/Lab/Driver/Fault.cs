using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Driver;

/// <summary>Something that goes wrong while a command runs.</summary>
internal sealed record Fault
{
    /// <summary>Printed where the fault strikes.</summary>
    public const string Mark = "@lab-fault";

    /// <summary>How long the script stands still there at most; the driver ends this once it has struck.</summary>
    private const string PauseSeconds = "33";

    /// <summary>The command's logical name.</summary>
    public required string Command { get; init; }

    /// <summary>Before how many of the shell's simple commands it strikes, counted from the first one; 0 for never.</summary>
    public int AtStep { get; init; }

    /// <summary>What happens to the host there.</summary>
    public Action<LabHost> Strike { get; init; } = _ => { };

    /// <summary>The session ends with it.</summary>
    public bool EndsSession { get; init; }

    /// <summary>What becomes of the standard input.</summary>
    public Func<string, string> Input { get; init; } = input => input;

    /// <summary>The host's interface goes down; the script goes on in the dark.</summary>
    public static Fault CutOff(string command, int atStep) => new() { Command = command, AtStep = atStep, Strike = host => host.Cut(), EndsSession = true };

    /// <summary>The host's processes end; its disk stays.</summary>
    public static Fault PowerOff(string command, int atStep) => new() { Command = command, AtStep = atStep, Strike = host => host.PowerOff(), EndsSession = true };

    /// <summary>Strikes a host, and lets the script go on where it is still there.</summary>
    public void Happen(LabHost host)
    {
        Strike(host);
        host.End("sleep", PauseSeconds);
    }

    /// <summary>The command's text, standing still where the fault strikes; once, for a subshell counts on from where its parent is.</summary>
    public string Arm(string text) => AtStep == 0
        ? text
        : $"exec 8>&2\nLAB_STEP=0\nset -T\ntrap 'if [ $((LAB_STEP += 1)) -eq {AtStep} ] && mkdir /tmp/lab-fault-$$ 2>/dev/null; then echo {Mark} >&8; sleep {PauseSeconds} || true; fi' DEBUG\n{text}";
}
