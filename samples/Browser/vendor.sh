#!/usr/bin/env bash
# Puts ONNX Runtime for the web, from the npm registry, into vendor/ beside this page, so that it needs no other host. The model comes
# there by itself:
#   drumtrain export embedded --waveform samples/Browser/vendor/drums.onnx
set -euo pipefail
cd "$(dirname "$0")"

# npm writes the lock there when it is done: a second run has nothing to do.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --ignore-scripts --no-audit --no-fund
fi

mkdir -p vendor
cp node_modules/onnxruntime-web/dist/{ort.wasm.min.mjs,ort-wasm-simd-threaded.mjs,ort-wasm-simd-threaded.wasm} vendor/
echo "vendor/ holds ONNX Runtime $(node -p 'require("./node_modules/onnxruntime-web/package.json").version')."
