# Command `infra` and its completions for zsh. Load it from ~/.zshrc, after compinit.
infra() { dotnet run --project @project@ -- "$@"; }

_infra() {
  local line="${(j: :)words[2,CURRENT-1]} $PREFIX"
  line="${line# }"
  local -a names=("${(@f)$(@program@ "[suggest:${#line}]" "$line" 2>/dev/null)}")
  names=(${names:#})
  if (( $#names )); then compadd -- $names; else _files; fi
}

compdef _infra infra
