#!/usr/bin/env bash
# Uses a one-file `drums` as its user would on a Linux that has nothing: a root file system that holds the program, the system libraries that it needs and a
# folder to write to. No .NET, no shell, no /tmp and no network, but /proc and /dev/urandom, which .NET needs. Needs root, for mounts.
# usage: eng/check-empty-root.sh DRUMS
set -euo pipefail
program=$(realpath "$1")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir "$root/home" "$root/proc" "$root/dev"
touch "$root/dev/urandom"
cp "$program" "$root/drums"

# The libraries that the program names, those that its native libraries do, which a first run out here unpacks, and OpenSSL, which .NET asks for by its name
# when something is hashed or signed.
DOTNET_BUNDLE_EXTRACT_BASE_DIR="$root/unpacked" "$program" info > "$root/said"
grep -q '^model' "$root/said"
{ ldd "$program"; find "$root/unpacked" -name '*.so' -exec ldd {} +; /sbin/ldconfig -p | grep -E 'lib(ssl|crypto)\.so\.(3|1\.1) '; } | grep -o '/[^ :]*\.so[^ ]*' | grep -v "^$root" | sort -u > "$root/libraries"
rm -r "$root/unpacked" "$root/said"
while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done < "$root/libraries"
echo "libraries: $(xargs -n 1 basename < "$root/libraries" | sort -u | xargs)"
rm "$root/libraries"
echo "the root has: $(cd "$root" && find . -type f | sort | xargs)"

# A network namespace of its own has no network, not even a loopback that is up; mounts go with the namespace.
drums() {
  env -i HOME=/home PATH="$PATH:/usr/sbin" unshare --net --mount --pid --fork bash -c \
    'mount --bind /dev/urandom "$0/dev/urandom" && mount -t proc proc "$0/proc" && exec chroot "$0" /drums "$@"' "$root" "$@"
}

drums demo /home/demo
cp -r "$root/home/demo/unsorted" "$root/home/sounds"
drums classify /home/sounds --format csv > "$root/home/classified.csv"
head -n 3 "$root/home/classified.csv"
test "$(wc -l < "$root/home/classified.csv")" -eq $(($(ls "$root/home/sounds" | wc -l) + 1))
drums index /home/sounds
drums sort /home/sounds /home/sorted
test -z "$(find "$root/home/sounds" -name '*.wav')"
test "$(find "$root/home/sorted" -name '*.wav' | wc -l)" -eq "$(ls "$root/home/demo/unsorted" | wc -l)"
drums undo /home/sorted
diff -r "$root/home/demo/unsorted" "$root/home/sounds"
echo "all sounds are back"
