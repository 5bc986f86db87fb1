#!/usr/bin/env bash
# Installs cdk8s, at the versions of package.json, beside this script. Needs npm and its registry.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
npm install --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error
