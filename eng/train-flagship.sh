#!/usr/bin/env bash
# Makes the embedded model from the data sets: eng/train-flagship.sh FOLDER [OUT], where FOLDER holds reference/ and kits/.
# Stopped, it goes on where it was. Then: cp OUT/final/model.onnx src/DrumClassifier.Onnx/Model/drums.onnx
set -euo pipefail
data=${1:?name the folder that holds reference/ and kits/}
out=${2:-runs/flagship}
train() {
  dotnet run -c Release --project "$(dirname "$0")/../src/DrumClassifier.Training" -- train \
    --data "$data/reference" --data "$data/kits" --recipe flagship --split group --threads 1 "$@"
}

# On the train rows: every choice, temperature and threshold come from its validation rows.
train --out "$out/choice"

# On train and validation rows: the model that ships.
train --with-validation "$out/choice/model.onnx" --out "$out/final"
