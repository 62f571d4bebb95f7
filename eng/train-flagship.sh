#!/usr/bin/env bash
# Makes the embedded model from the data sets: eng/train-flagship.sh FOLDER [OUT], where FOLDER holds reference/, kits/ and packs/.
# Stopped, it goes on where it was. Then: cp OUT/everything/model.onnx src/DrumClassifier.Onnx/Model/drums.onnx
# OUT/model/model.onnx is its twin, which never heard the test rows: the figures of the model card are the twin's.
set -euo pipefail
data=${1:?name the folder that holds reference/, kits/ and packs/}
out=${2:-runs/flagship}
drumtrain() {
  dotnet run -c Release --project "$(dirname "$0")/../src/DrumClassifier.Training" -- "$@" \
    --data "$data/reference" --data "$data/kits" --data "$data/packs" --recipe compact --split group --threads 1
}

# Four teachers that heard different sounds: one on the train rows, three by cross-validation over train and validation rows, whole sources in one fold.
drumtrain train --seed 1 --out "$out/train-rows"
drumtrain suspects --folds 3 --fold-by source --seed 11 --folder "$out/folds" --out "$out/folds.csv"

# Temperature and thresholds: taught networks, asked about sources that neither they nor their teachers heard.
drumtrain suspects --folds 3 --fold-by source --seed 11 --teachers "$out/folds" --folder "$out/taught-folds" --out "$out/taught.csv"

teachers=(--teacher "$out/train-rows/model.onnx")
for fold in 1 2 3; do teachers+=(--teacher "$out/folds/fold-$fold.onnx"); done
drumtrain train --seed 5 --epochs 22 "${teachers[@]}" --with-validation "$out/train-rows/model.onnx" --calibration "$out/taught-calibration.json" --out "$out/model"
drumtrain train --seed 5 --epochs 22 "${teachers[@]}" --with-validation "$out/model/model.onnx" --with-test --out "$out/everything"
