using System.Globalization;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Driver;

/// <summary>A disturbance of one command.</summary>
internal sealed record Fault
{
    /// <summary>The line printed where the fault strikes.</summary>
    public const string Mark = "@lab-fault";

    /// <summary>Seconds that the script stands still there at most; the driver ends this once the fault has struck.</summary>
    private const string PauseSeconds = "33";

    /// <summary>Logical name of the command.</summary>
    public required string Command { get; init; }

    /// <summary>Number of the shell's simple command before which the fault strikes, counted from 1; 0 for never.</summary>
    public int AtStep { get; init; }

    /// <summary>The effect on the host.</summary>
    public Func<LabHost, Task> Strike { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether the session ends with the fault.</summary>
    public bool EndsSession { get; init; }

    /// <summary>Seconds that the command waits, for a node to be ready or for its turn; null for the lab's own.</summary>
    public int? WaitSeconds { get; init; }

    /// <summary>Change of the standard input.</summary>
    public Func<string, string> Input { get; init; } = input => input;

    /// <summary>Takes the host's interface down; the script goes on without a network, and does not wait for one.</summary>
    public static Fault CutOff(string command, int atStep) =>
        new() { Command = command, AtStep = atStep, Strike = host => host.CutAsync(), EndsSession = true, WaitSeconds = 1 };

    /// <summary>Ends the host's processes; its disk stays.</summary>
    public static Fault PowerOff(string command, int atStep) =>
        new() { Command = command, AtStep = atStep, Strike = host => host.PowerOffAsync(), EndsSession = true };

    /// <summary>Lets a command give up soon on something that never comes.</summary>
    public static Fault Impatience(string command, int seconds = 1) => new() { Command = command, WaitSeconds = seconds };

    /// <summary>Applies the fault to a host, and lets the script continue if the host still runs.</summary>
    public async Task HappenAsync(LabHost host)
    {
        await Strike(host);
        await host.EndAsync("sleep", PauseSeconds);
    }

    /// <summary>
    /// The input of the session, whose script waits where the fault is applied. The fault is applied once: a subshell continues the count
    /// of its parent.
    /// </summary>
    public string Arm(string input)
    {
        const string Start = "\n{\nexport STEP=";
        var at = input.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(at >= 0, "the session reads no script");
        return input.Insert(at + "\n{\n".Length, Disturbance());
    }

    private string Disturbance()
    {
        var seconds = WaitSeconds?.ToString(CultureInfo.InvariantCulture);
        var waiting = seconds is null ? "" : $"export READY_SECONDS={seconds} TURN_SECONDS={seconds}\n";
        return AtStep == 0
            ? waiting
            : "exec 8>&2\nLAB_STEP=0\nset -T\n"
                + $"trap 'if [ $((LAB_STEP += 1)) -eq {AtStep} ] && mkdir /tmp/lab-fault-$$ 2>/dev/null; "
                + $"then echo {Mark} >&8; sleep {PauseSeconds} || true; fi' DEBUG\n{waiting}";
    }
}
