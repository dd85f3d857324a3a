"""What the simulation has found, told in plain words; and faults put in on purpose, which it must find."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from parsing.read import read
from service import opening
from service.steps import decide_read, read_kept, take_in
from tests.support.cast import BOUNDARY, ref
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region


def test_a_mail_that_another_run_has_decided_meanwhile_is_not_decided_again(tmp_path: Path) -> None:
    """Two daemons whose lists overlap: the second would have decided with the facts as they were after the first (F28, I3)."""
    region = Region(home=tmp_path / "region").open()
    region.post(request_mail(request_form()), approval(ref(1)))
    with region.store_open() as (settings, store):
        scheme = opening.scheme_with_register(settings, store)
        line = opening.line(settings, store, scheme, partial(read, scheme=scheme, trusted_authserv_ids=(BOUNDARY,)))
        take_in(line)
        read_kept(line)
        decide_read(line, lambda: decide_read(line))  # the other one decides the second mail behind the first one's back
        with store.read() as tx:
            decided = tx.exec_driver_sql("SELECT about, count(*) FROM audit WHERE act = 'decided' GROUP BY about").all()
    assert dict(map(tuple, decided)) == {"1:0": 1, "2:0": 1}
    assert region.look("queue") == []
