#!/usr/bin/env bash
# `drums` as one file for each kind of machine, with .NET, the model and ONNX Runtime inside and compiled ahead of time (ReadyToRun).
# usage: eng/publish-drums.sh OUT [RID ...]
# RIDs: linux-x64 (default), linux-arm64, win-x64, osx-arm64, or another that .NET and ONNX Runtime have. The files are OUT/RID/drums[.exe].
set -euo pipefail
if [ $# -lt 1 ] || [[ "$1" == -* ]]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi

out=$(mkdir -p "$1" && cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
for rid in "${@:-linux-x64}"; do
  dotnet publish src/DrumClassifier.Cli -c Release -r "$rid" --self-contained -o "$out/$rid" -nodeReuse:false -v quiet \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:PublishReferencesDocumentationFiles=false -p:DebugType=none ${DRUMS_PUBLISH_FLAGS:-}
  for file in "$out/$rid"/drums "$out/$rid"/drums.exe; do
    if [ -e "$file" ]; then
      # .NET builds for more kinds of machine than ONNX Runtime does, and says nothing.
      if ! grep -aqE 'onnxruntime\.(so|dylib|dll)' "$file"; then
        rm "$file"
        echo "$rid: ONNX Runtime has no library for it, so that the program could not classify anything" >&2
        exit 1
      fi
      echo "$rid: $(($(wc -c < "$file") / 1000000)) MB, $(($(gzip -c "$file" | wc -c) / 1000000)) MB as .gz"
    fi
  done
done
