using System.Collections.Immutable;
using Infra.Cluster;
using Pulumi;
using Remote = Pulumi.Command.Remote;
using Rnd = Pulumi.Random;

namespace Infra.Migration;

/// <summary>
/// A gate as one command on a server of the cluster, which asks all criteria and fails when one does not hold. It runs once for each
/// passage: the evidence in the cluster names the attempt, and is only printed again for the same one. An attempt ends when the gate leaves
/// the plan, on the way back over it.
/// </summary>
public sealed class Gate : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:migration:Gate";

    private const string Step = "migration/gate";
    private const string Checks = "migration/gate-checks";

    /// <summary>Time of the session beside that of the criteria, the wait for an earlier run of the same gate included.</summary>
    private static readonly TimeSpan Overhead = TimeSpan.FromMinutes(8);

    /// <summary>The command after which the gate is passed.</summary>
    public Remote.Command Passed { get; }

    /// <summary>Evidence by <c>gate/criterion</c>.</summary>
    public Output<ImmutableDictionary<string, string>> Evidence { get; }

    /// <summary>Asks the gate.</summary>
    public Gate(string name, GateArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var attempt = new Rnd.RandomId($"{name}-attempt", new() { ByteLength = 8 }, new() { Parent = this });
        var questions = args.Gate.OfTheCluster;
        string[] libraries = [Checks, .. questions.Select(static one => one.Library).OfType<string>().Distinct(StringComparer.Ordinal)];
        var stack = context.System.Stack.Name;
        Passed = NodeCommand.Create(
            $"{name}-command",
            new()
            {
                Host = args.Host,
                Step = Step,
                Script = Output.Tuple(args.Host, attempt.Hex).Apply(known => NodeStep.Compose(
                    Step,
                    known.Item1.Name,
                    Parameters(args.Gate, stack, known.Item2),
                    libraries)),
                After = args.After,
                Minutes = MinutesOf(questions),
                IsMade = args.IsPassed,
            },
            this);
        // The connection is secret, and with it what the provider answers; no evidence is.
        Evidence = Output.Unsecret(Passed.Stdout.Apply(GateEvidence.In));
        RegisterOutputs();
    }

    /// <summary>Variables of the script.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="stack">The stack that passes it.</param>
    /// <param name="attempt">The passage.</param>
    public static IReadOnlyDictionary<string, string> Parameters(PlannedGate gate, string stack, string attempt) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ATTEMPT"] = attempt,
            ["CRITERIA"] = string.Join('\n', gate.OfTheCluster.Select(Line)),
            ["GATE"] = gate.Gate.Name,
            ["NEXT"] = gate.Step,
            ["STACK"] = stack,
        };

    /// <summary>Minutes that the command may take: the time of all criteria, one after another, and some for the session.</summary>
    /// <param name="questions">Its questions.</param>
    public static int MinutesOf(IReadOnlyList<GateQuestion> questions)
    {
        var time = Overhead;
        foreach (var question in questions)
        {
            time += question.Bound;
        }

        return (int)Math.Ceiling(time.TotalMinutes);
    }

    private static string Line(GateQuestion question) => string.Join(
        '\t',
        [
            question.Criterion.Name,
            CheckName(question),
            question.Disturbs ? "disturbs" : "asks",
            question.Asked,
            question.Required,
            .. question.Arguments,
        ]);

    private static string CheckName(GateQuestion question) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(question.Criterion.Check.ToString());
}
