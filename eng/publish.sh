#!/usr/bin/env bash
# Self-contained builds of `drums`: one file for each kind of machine, with .NET, the model and ONNX Runtime inside, compiled ahead of time (ReadyToRun).
# usage: eng/publish.sh OUT [RID ...]     RIDs: linux-x64 (default), win-x64, osx-arm64, osx-x64, or any other whose runtime pack the package source has
# On first use the file unpacks ONNX Runtime's library into DOTNET_BUNDLE_EXTRACT_BASE_DIR (default: .net in the home folder).
set -euo pipefail
if [ $# -lt 1 ]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi

out=$(mkdir -p "$1" && cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
failed=0
for rid in "${@:-linux-x64}"; do
  if dotnet publish src/DrumClassifier.Cli -c Release -r "$rid" --self-contained -o "$out/$rid" -nodeReuse:false -v quiet \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none ${DRUMS_PUBLISH_FLAGS:-}; then
    for file in "$out/$rid"/drums "$out/$rid"/drums.exe; do
      if [ -e "$file" ]; then
        echo "$rid: $(($(wc -c < "$file") / 1000000)) MB"
      fi
    done
  else
    echo "$rid: not built (see above)" >&2
    failed=1
  fi
done
exit $failed
