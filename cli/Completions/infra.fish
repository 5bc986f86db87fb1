# Command `infra` and its completions for fish. Put it into ~/.config/fish/conf.d.
function infra
    dotnet run --project @project@ -- $argv
end

function __infra_complete
    set -l line (commandline -cp | string replace -r '^\s*\S+\s+' '')
    @program@ "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end

complete -c infra -f -a '(__infra_complete)'
complete -c infra -l out -r -F
