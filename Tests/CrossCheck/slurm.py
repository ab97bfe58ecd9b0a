"""Runs a portfolio on a real Slurm of one node, which it starts itself on the loopback address and ends again.

A 24-site array must give the same bytes as two jobs on this machine; arrays are split, for MaxArraySize is
small here; and a task that was cancelled is picked up by running again.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import ROOT, SITEMIX, CheckError
from portfolio import check_same, expect, portfolio_words, new_portfolio, sitemix, solved_now, statuses

HOURS, SITES, ARRAY = 336, 24, 10
CONFIGURATION = """\
ClusterName=sitemix
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmctldPort={port}
SlurmdPort={node_port}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
MailProg=/bin/true
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MaxArraySize={array}
ReturnToService=2
KillWait=2
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


class Slurm:
    """The daemons, each a child of this process, so that each is ended by its own number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.daemons: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Slurm:
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o600)
        host, cores = socket.gethostname().split(".")[0], os.cpu_count() or 1
        configuration = self.folder / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(
            host=host, port=free_port(), node_port=free_port(), folder=self.folder, array=ARRAY, cores=cores))
        os.environ["SLURM_CONF"] = str(configuration)
        munge = ["--socket=", "--pid-file=", "--log-file=", "--seed-file="]
        names = ["munge.socket", "munge.pid", "munge.log", "munge.seed"]
        self.start("munged", "--foreground", "--force", f"--key-file={key}",
                   *[option + str(self.folder / name) for option, name in zip(munge, names)])
        wait_for("munge", lambda: (self.folder / "munge.socket").exists())
        self.start("slurmctld", "-D")
        self.start("slurmd", "-D", "-N", host)
        wait_for("an idle node", lambda: said("sinfo", "-h", "-o", "%T").strip() == "idle")
        return self

    def start(self, *words: str) -> None:
        program = shutil.which(words[0], path=os.environ["PATH"] + ":/usr/sbin") or words[0]
        with (self.folder / f"{words[0]}.out").open("wb") as log:
            self.daemons.append(subprocess.Popen([program, *words[1:]], stdout=log, stderr=log))

    def __exit__(self, *_: object) -> None:
        subprocess.run(["scancel", "--user=root"], check=False, capture_output=True)
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def said(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def wait_for(what: str, is_there: object, seconds: float = 900) -> None:
    end = time.monotonic() + seconds
    while not is_there():  # type: ignore[operator]
        if time.monotonic() > end:
            raise CheckError(f"{what} did not come")
        time.sleep(0.2)


def make(target: str, portfolio: Path, out: Path, *more: str) -> str:
    words = ["make", "--no-print-directory", target, f"OUT={out}", *more]
    if target == "portfolio":
        words += [f"PORTFOLIO={portfolio}", "EXECUTOR=slurm", f"HOURS={HOURS}", "PARTITION=main", "TIME=10", "CONCURRENCY=2"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CheckError(f"make {target} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def wait_for_queue() -> None:
    wait_for("an empty queue", lambda: not said("squeue", "-h").strip())


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="sitemix-slurm-") as name, Slurm(Path(name)):
        folder = Path(name)
        portfolio = new_portfolio(folder, SITES)
        local, array, torn = folder / "local", folder / "array", folder / "torn"
        sitemix(*portfolio_words(portfolio, local, 2, HOURS))
        print(make("portfolio", portfolio, array).strip().splitlines()[-1])
        print(make("portfolio-status", portfolio, array).strip())
        wait_for_queue()
        expect("jobs of the submission", len((array / ".portfolio/slurm/jobs").read_text().split(",")),
               -(-SITES // ARRAY) + 1)
        print(f"{SITES} sites on Slurm: {check_same(local, array)} files are the same as with JOBS=2")

        # As behind a container: another word before the program, and another path of it.
        there = folder / "sitemix-there"
        there.symlink_to(SITEMIX)
        launched = ["LAUNCHER=env STARTED=there", f"PROGRAM={there}"]
        make("portfolio", portfolio, torn, *launched)
        script = (torn / ".portfolio/slurm/task.sh").read_text()
        expect("the program as the launcher sees it", f"env STARTED=there '{there}' portfolio-task" in script, True)
        busy = subprocess.run(
            [SITEMIX, *portfolio_words(portfolio, torn, 2, HOURS)], cwd=ROOT, capture_output=True, text=True, check=False)
        expect("a run on this machine while the array is queued", busy.returncode, 3)
        first = (torn / ".portfolio/slurm/jobs").read_text().split(",")[0]
        wait_for("a running task", lambda: said("squeue", "-h", "-r", "-j", first, "-t", "RUNNING").strip())
        victim = said("squeue", "-h", "-r", "-j", first, "-t", "RUNNING", "-o", "%K").split()[0]
        subprocess.run(["scancel", f"{first}_{victim}", f"{first}_{ARRAY - 1}"], check=True)
        wait_for_queue()
        missing = {name for name, status in statuses(torn).items() if status == "to_do"}
        position = (torn / ".portfolio/slurm/positions-0").read_text().split()
        names = list(statuses(torn))
        expect("to do after two tasks were cancelled", missing,
               {names[int(position[int(victim)])], names[int(position[ARRAY - 1])]})
        expect("tasks of the second submission", "2 to solve" in make("portfolio", portfolio, torn, *launched), True)
        wait_for_queue()
        print(f"cancelled tasks picked up: {check_same(local, torn)} files are the same")
        (torn / "portfolio.csv").unlink()
        expect("tasks of the third submission", " 0 to solve" in make("portfolio", portfolio, torn, *launched), True)
        wait_for_queue()
        print(f"tables collected again: {check_same(local, torn)} files are the same")
        expect("nothing is left", solved_now(sitemix(*portfolio_words(portfolio, torn, 2, HOURS))), set())
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CheckError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        sys.exit(1)
