"""The command as a person types it, run inside of the test's own process: the same door, without a new Python."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from shell import Done

from treefall.cli import main


@dataclass
class Inside:
    """Somebody at a shell, with a home of their own; like `shell.Person`, ten times as quick."""

    home: Path
    capsys: pytest.CaptureFixture[str] = field(repr=False)

    def run(self, *arguments: str) -> Done:
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(self.home), *arguments])
        said = self.capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    def runs(self, *arguments: str) -> Done:
        """Run it and expect that all is well."""
        done = self.run(*arguments)
        assert done.status == 0, done
        return done
