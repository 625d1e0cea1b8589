"""``elevakt processes`` says what a lock holds, or what is wrong."""

import pytest
from django.core.management import CommandError, call_command

from elevakt.engines.cases.queries.definitions import definition, definitions


def test_it_gives_the_lines_of_a_lock(capsys):
    call_command("processes")

    ours = definition("degrading_treatment", 1)
    assert f'"{ours.key}" = "{ours.digest}"' in capsys.readouterr().out.splitlines()


def test_it_tells_what_is_wrong_with_file_and_step(tmp_path, settings):
    file = tmp_path / "own" / "v1.toml"
    file.parent.mkdir()
    file.write_text('extends = "nothing.v1"\nid = "own"\nversion = 1\n')
    settings.OWN_PROCESSES = tmp_path
    definitions.cache_clear()

    try:
        with pytest.raises(CommandError, match=r"own/v1\.toml: ”extends” pekar på nothing\.v1"):
            call_command("processes")
    finally:
        definitions.cache_clear()
