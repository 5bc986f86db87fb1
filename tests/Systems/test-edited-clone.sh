#!/usr/bin/env bash
# Runs the tests, or those of a filter, in a clone with edited stacks/: test-edited-clone.sh [FILTER].
# No test may depend on the contents of stacks/, so the same tests must pass there.
set -euo pipefail

root=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT

git clone --quiet "$root" "$clone"
"$clone/tests/Systems/edit-stacks.sh" "$clone"
export INFRA_SHARED="${INFRA_SHARED:-$root/../shared}"
dotnet test "$clone/Infra.sln" --filter "${1:-FullyQualifiedName!~Infra.Tests.Lab}"
