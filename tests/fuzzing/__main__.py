"""The long run: `make fuzz [TARGETS="places|dates"] [INPUTS=1000000]`.

Each target runs in processes of its own, as many at a time as there are cores, so that a crash of a library below
Python, or an input without end, is one line of the report and stops nothing else. Exit status 1 if anything was found.

    python -m tests.fuzzing --inputs 1000000 --only "places|wishes"
"""

import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

import django

PATIENCE = 24 * 3600
LINE = "{:<34} {:>9,} inputs {:>8,.0f} a second   slowest {:>6.0f} ms  {}"


def main(words):
    asked = parse(words)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.fuzzing.targets import every_target

    targets = {name: one for name, one in every_target().items() if re.search(asked.only, name)}
    if not targets:
        sys.exit(f"fuzz: no target is called like {asked.only}")
    return run_one(targets[asked.one], asked) if asked.one else run_all(targets, asked)


def parse(words):
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="of all targets together")
    parser.add_argument("--only", default="", help="a pattern for names of targets")
    parser.add_argument("--begin", type=int, default=0, help="the first seed: another one tries other inputs")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser.parse_args(words)


def run_one(target, asked):
    """In this process; the last line says what came of it."""
    from tests.fuzzing.running import run

    if target.needs_register:
        build()
    print(json.dumps(run(target, asked.inputs, asked.begin).as_json()))
    return 0


def build():
    """A register of all carried documents in the folder that the settings of tests made."""
    from django.core.management import call_command

    from iscm.register.operations.build import build_register

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    build_register()


def run_all(targets, asked):
    """Each in a process of its own; prints a line for each, and faults with their examples at the end."""
    whole, faults = sum(target.weight for target in targets.values()), []
    with ThreadPoolExecutor(asked.processes) as pool:
        shares = {name: max(1, round(asked.inputs * one.weight / whole)) for name, one in targets.items()}
        running = [pool.submit(run_apart, name, shares[name], asked.begin) for name in targets]
        found = [tell(one.result(), faults) for one in as_completed(running)]
    print(f"\n{sum(one['inputs'] for one in found):,} inputs, {len(faults)} targets with a fault")
    for fault in faults:
        print(f"\n{fault['name']}\n{fault['fault']}")
    return int(bool(faults))


def tell(one, faults):
    faults += [one] if one["fault"] else []
    speed = one["inputs"] / one["seconds"] if one["seconds"] else 0
    print(
        LINE.format(one["name"], one["inputs"], speed, one["slowest"] * 1000, "FAULT" if one["fault"] else ""),
        flush=True,
    )
    return one


def run_apart(name, inputs, begin):
    """What a process of its own says of a target; a process that died is a fault, too."""
    command = [sys.executable, "-m", "tests.fuzzing", "--one", name, "--inputs", str(inputs), "--begin", str(begin)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {
            "name": name,
            "inputs": 0,
            "seconds": 0,
            "slowest": 0,
            "fault": f"not at its end after {PATIENCE} seconds",
        }
    if done.returncode == 0:
        return json.loads(done.stdout.splitlines()[-1])
    said = f"the process ended with status {done.returncode}\n{done.stderr[-3_000:]}"
    return {"name": name, "inputs": 0, "seconds": 0, "slowest": 0, "fault": said}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
