#!/usr/bin/env bash
# Makes the embedded model from the data sets: eng/train-flagship.sh FOLDER [OUT], where FOLDER holds reference/ and kits/.
# Stopped, it goes on where it was. Then: cp OUT/final/model.onnx src/DrumClassifier.Onnx/Model/drums.onnx
set -euo pipefail
data=${1:?name the folder that holds reference/ and kits/}
out=${2:-runs/flagship}
cd "$(dirname "$0")/.."
sets=(--data "$data/reference" --data "$data/kits" --recipe flagship --split group --threads 1)
drumtrain() { dotnet run -c Release --project src/DrumClassifier.Training -- "$@"; }

# What networks say about training sounds of groups that they were not trained on.
drumtrain suspects "${sets[@]}" --train-only --folds 3 --epochs 20 --seed 21 --folder "$out/folds" --out "$out/suspects.csv"

# On the train rows: every choice, temperature and threshold come from its validation rows.
drumtrain train "${sets[@]}" --seed 11 --soft-labels "$out/suspects-probabilities.csv" --out "$out/choice"

# On train and validation rows: the model that ships.
drumtrain train "${sets[@]}" --seed 11 --soft-labels "$out/suspects-probabilities.csv" --with-validation "$out/choice/model.onnx" --out "$out/final"
