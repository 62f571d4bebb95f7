#!/usr/bin/env bash
# Makes the embedded model from the data sets: eng/train-flagship.sh FOLDER [OUT], where FOLDER holds reference/, kits/ and packs/.
# Stopped, it goes on where it was. Then: cp OUT/everything/model.onnx src/DrumClassifier.Onnx/Model/drums.onnx
# OUT/model/model.onnx is its twin, which never heard the test rows: the figures of the model card are the twin's.
set -euo pipefail
data=${1:?name the folder that holds reference/, kits/ and packs/}
out=${2:-runs/flagship}
here=$(dirname "$0")
drumtrain() {
  dotnet run -c Release --project "$here/../src/DrumClassifier.Training" -- "$@" \
    --data "$data/reference" --data "$data/kits" --data "$data/packs" --recipe compact --split group --threads 1
}

# Four teachers that heard different sounds: one on the train rows, three by cross-validation over train and validation rows, whole sources in one fold.
# They have a third more multiply-adds than the model that they teach.
teacher=(--arch flagship-0.75)
drumtrain train --seed 1 "${teacher[@]}" --out "$out/train-rows"
drumtrain suspects --folds 3 --fold-by source --seed 11 "${teacher[@]}" --folder "$out/folds" --out "$out/folds.csv"

# Temperature and thresholds: taught networks, asked about sources that neither they nor their teachers heard.
drumtrain suspects --folds 3 --fold-by source --seed 11 --teachers "$out/folds" --folder "$out/taught-folds" --out "$out/taught.csv"

taught=(--seed 5 --epochs 22 --corrections "$here/../docs/model/label-corrections.csv" --teacher "$out/train-rows/model.onnx")
for fold in 1 2 3; do taught+=(--teacher "$out/folds/fold-$fold.onnx"); done
drumtrain train "${taught[@]}" --with-validation "$out/train-rows/model.onnx" --calibration "$out/taught-calibration.json" --out "$out/model"
drumtrain train "${taught[@]}" --with-validation "$out/model/model.onnx" --with-test --out "$out/everything"
