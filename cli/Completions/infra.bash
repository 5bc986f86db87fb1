# shellcheck shell=bash
# Command `infra` and its completions for bash. Load it from ~/.bashrc.
infra() { dotnet run --project @project@ -- "$@"; }

_infra() {
  local line=${COMP_LINE:0:COMP_POINT} name word before
  line=${line#* }
  word=${line##* }
  # bash takes what follows the last : or @ for the word, and replaces that alone.
  before=${word%"${word##*[:@]}"}
  COMPREPLY=()
  while IFS= read -r name || [[ -n $name ]]; do
    [[ $name == "$word"* ]] && COMPREPLY+=("${name#"$before"}")
  done < <(@program@ "[suggest:${#line}]" "$line" 2>/dev/null)
}

complete -o default -F _infra infra
