"""An hour without a mail server: nothing is lost, and every mail leaves once when it comes back.

The hour passes through `--clock-offset`, ten minutes at a time. The server is away in two ways: the port is closed,
and it answers but puts every recipient off.

    mail_down.py [--applications 12] [--control drop-mail]

`--control drop-mail` takes what was put off out of the database before the server is back.
"""

import argparse
import contextlib
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from applying import Applicant
from crash import drop_mail
from report import Report
from server import check, free_port, prepare_demo, serve
from smtp_sink import Sink

# A mail that failed all hour may wait this long for its next try (seconds of the simulated clock).
LONGEST_BACK_OFF = 4 * 3600


@dataclass
class Outcome:
    applications: int
    early: int
    without_mail: set[str]
    repeated: int
    put_off: int

    @property
    def problems(self) -> list[str]:
        found = []
        if self.without_mail:
            found.append(f"never mailed: {sorted(self.without_mail)}")
        if self.repeated:
            found.append(f"{self.repeated} mails came twice")
        if self.early:
            found.append(f"{self.early} mails arrived while the server was away: the rig measures nothing")
        if not self.put_off:
            found.append("nothing was tried in the whole hour: the rig measures nothing")
        return found

    def __str__(self) -> str:
        return (
            f"mail down for an hour: applications={self.applications} without_mail={len(self.without_mail)} "
            f"repeated={self.repeated} put_off={self.put_off}"
        )


def mail_down(applications: int = 12, progress=print, control: str | None = None) -> Outcome:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="inzet-mail-")))
        database = prepare_demo(folder)
        sink = Sink(free_port(), folder, mode="defer")
        stack.callback(sink.stop)
        addresses: set[str] = set()
        steps = 6
        for step in range(steps):
            # Odd steps: it answers, but not with what we want.
            sink.start() if step % 2 else sink.stop()
            with serve(database, sink.url, *sink.trust(), "--clock-offset", str(step * 600)) as running:
                applicant = Applicant(running.port, f"mail-{step}")
                for number in range(applications // steps):
                    applicant.apply_once(f"mail-{step}-{number}", step * applications + number)
                if applicant.answers:
                    raise AssertionError(f"applying failed while mail was down: {applicant.answers}")
                addresses.update(applicant.acknowledged)
                wait_for_tries(sink, seconds=5 if step % 2 else 2)
            progress(f"  {step * 10} min: {len(addresses)} applied, {sink.refused} tries put off")

        early, put_off = len(sink.deliveries), sink.refused
        sink.stop()
        if control == "drop-mail":
            drop_mail(database)
        sink.mode = "accept"
        sink.start()
        with serve(database, sink.url, *sink.trust(), "--clock-offset", str(3600 + LONGEST_BACK_OFF)):
            without_mail = sink.wait_for(addresses, seconds=60)
            time.sleep(3)  # long enough for a second copy to show
        check(database)
        repeated = sum(count for (_, recipient), count in sink.repeated().items() if recipient in addresses)
        return Outcome(len(addresses), early, without_mail, repeated, put_off)


def wait_for_tries(sink: Sink, seconds: float) -> None:
    before, deadline = sink.refused, time.monotonic() + seconds
    while sink.refused == before and time.monotonic() < deadline:
        time.sleep(0.1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applications", type=int, default=12)
    parser.add_argument("--control", choices=["drop-mail"], help="takes the guard away: the rig must go red")
    options = parser.parse_args()
    outcome = mail_down(options.applications, lambda line: print(line, flush=True), options.control)
    figures = {
        "applications": outcome.applications, "without_mail": len(outcome.without_mail), "repeated": outcome.repeated,
        "put_off": outcome.put_off,
    }
    return Report("an hour without a mail server", 0, figures, outcome.problems).end()


if __name__ == "__main__":
    sys.exit(main())
