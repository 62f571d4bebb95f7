#!/usr/bin/env bash
# Runs a self-contained `drums` for Linux in a root file system that holds nothing but it, the C and C++ libraries that it names, /proc and a temporary folder:
# so no .NET, no shell, no ONNX Runtime. Needs root, for chroot and mount.
# usage: eng/check-empty-root.sh DRUMS ARGUMENTS...
set -euo pipefail
program=$(realpath "$1")
shift
root=$(mktemp -d)
cleanup() { umount "$root/proc" 2>/dev/null || true; rm -rf "$root"; }
trap cleanup EXIT
mkdir -p "$root/proc" "$root/tmp"
cp "$program" "$root/drums"

# The libraries of the program, and those of ONNX Runtime, which lies unpacked after a first run here.
export DOTNET_BUNDLE_EXTRACT_BASE_DIR="$root/unpacked"
"$program" --version > /dev/null
"$program" info > /dev/null
{ ldd "$program"; find "$root/unpacked" -name '*.so' -exec ldd {} +; } | grep -o '/[^ :]*\.so[^ ]*' | grep -v "^$root" | sort -u > "$root/libraries"
rm -rf "$root/unpacked"
while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done < "$root/libraries"
echo "needs: $(xargs -n 1 basename < "$root/libraries" | sort -u | xargs)"
rm "$root/libraries"

mount --bind /proc "$root/proc"
env -i HOME=/tmp PATH=/ /usr/sbin/chroot "$root" /drums "$@"
