# shellcheck shell=bash
# Command `infra` and its completions for bash. Load it from ~/.bashrc.
infra() { dotnet run --project @project@ -- "$@"; }

_infra() {
  local line=${COMP_LINE:0:COMP_POINT} name
  line=${line#* }
  COMPREPLY=()
  while IFS= read -r name || [[ -n $name ]]; do
    [[ $name == "${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$name")
  done < <(@program@ "[suggest:${#line}]" "$line" 2>/dev/null)
}

complete -o default -F _infra infra
