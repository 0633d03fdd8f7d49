"""Writes scores.jsonl: what ToolRL's own scorer gives the completions of completions.jsonl.

    python test/golden/toolrl/score.py PATH_TO_A_CLONE_OF_TOOLRL

The scorer is read from the commit below of https://github.com/qiancheng0/ToolRL, whatever is checked out there, and run
as it is. Nothing of it is kept in this repository: the completions are our own, and the scores are numbers.
"""

import contextlib
import io
import json
import os
import pathlib
import subprocess
import sys

COMMIT = "8cee13ec0ca72f0461da372a93a6fd8140dbb840"
SCORER = "verl/utils/reward_score/rlla.py"

# Our name of a variant: the switches that turn it on, and the steps of training at which it is scored.
VARIANTS = {
    "default": ({}, [0]),
    "length": ({"WITHLENGTH": "1"}, [0]),
    "dynamic-length": ({"WITHLENGTH": "1", "SCHEDULELENGTH": "1"}, [0, 105, 160]),
    "equal-max": ({"CORRECTMAX1": "1"}, [0]),
    "two-stage": ({"MAX1STEP30MAX3": "1"}, [0, 29, 30]),
    "dynamic-scale": ({"SCHEDULEREWARD": "1"}, [0, 75, 160]),
    "finegrained": ({"REFINEDREWARD": "1"}, [0]),
    "intermediate": ({"INTERMEDIATEREWARD": "1"}, [0]),
    "coarse": ({"COARSEREWARD": "1"}, [0]),
}
SWITCHES = sorted({name for switches, _ in VARIANTS.values() for name in switches})


def official(clone):
    source = subprocess.run(
        ["git", "-C", clone, "show", f"{COMMIT}:{SCORER}"], check=True, capture_output=True, text=True
    ).stdout
    scope = {}
    exec(compile(source, SCORER, "exec"), scope)
    return scope["compute_score"]


def score(compute, case, switches, step):
    for name in SWITCHES:
        os.environ[name] = switches.get(name, "0")
    os.environ["EXPERIMENT_NAME"] = case["family"]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            numbers = compute(case["completion"], case["groundTruth"], step)
    except Exception as error:
        return {"error": type(error).__name__}
    return dict(zip(["score", "format", "correctness", "length"], numbers))


def main():
    here = pathlib.Path(__file__).parent
    compute = official(sys.argv[1])
    lines = []
    for line in (here / "completions.jsonl").read_text(encoding="utf8").splitlines():
        case = json.loads(line)
        scores = [
            {"variant": variant, "step": step, **score(compute, case, switches, step)}
            for variant, (switches, steps) in VARIANTS.items()
            for step in steps
        ]
        lines.append(json.dumps({"name": case["name"], "scores": scores}))
    (here / "scores.jsonl").write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{len(lines)} completions scored by {SCORER} at {COMMIT}")


if __name__ == "__main__":
    main()
