using System.Text;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>Rules of sizes: what a config map or a secret holds, and what the kernel gives a new process.</summary>
internal static class SizeRules
{
    /// <summary>Longest data of a config map or secret (core/v1, <c>MaxSecretSize</c>).</summary>
    private const int ObjectLimit = 1024 * 1024;

    /// <summary>Longest argument or variable, with its final NUL (Linux, <c>MAX_ARG_STRLEN</c>).</summary>
    private const int StringLimit = 128 * 1024;

    /// <summary>Checks the rules for an app.</summary>
    public static void Check(ValidationContext context, AppSpec app)
    {
        CheckFiles(context, app, "files in plain text", app.Files.Where(file => file.Secret is null));
        CheckFiles(context, app, "files with secrets", app.Files.Where(file => file.Secret is not null));
        CheckArguments(context, app, "command", app.Command);
        CheckArguments(context, app, "args", app.Args);
        CheckArguments(context, app, "stopCommand", app.StopCommand);
        CheckVariables(context, app.Env);
        foreach (var job in app.InitJobs)
        {
            CheckArguments(context, job, "command", job.Command);
            CheckVariables(context, job.Env);
        }
    }

    private static void CheckFiles(ValidationContext context, AppSpec app, string what, IEnumerable<AppFileSpec> files)
    {
        var size = files.Sum(file => Size(file.Content ?? "") + Size(file.Before) + Size(file.After));
        if (size > ObjectLimit)
        {
            context.Error(
                app,
                "files",
                $"the {what} have {size} bytes together, and one object of Kubernetes holds {ObjectLimit}",
                "put large files into the image or on a volume");
        }
    }

    private static void CheckArguments(ValidationContext context, object record, string key, IReadOnlyList<string> arguments)
    {
        if (arguments.Any(argument => Size(argument) >= StringLimit))
        {
            context.Error(
                record, key, $"an argument has {StringLimit} bytes or more, with which no process starts", "write it into a file");
        }
    }

    private static void CheckVariables(ValidationContext context, IReadOnlyList<VariableSpec> variables)
    {
        foreach (var variable in variables)
        {
            if (variable.Value is { } value && Size(variable.Name) + 1 + Size(value) >= StringLimit)
            {
                context.Error(
                    variable,
                    "value",
                    $"name and value have {StringLimit} bytes or more, with which no process starts",
                    "write the value into a file under files");
            }
        }
    }

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);
}
