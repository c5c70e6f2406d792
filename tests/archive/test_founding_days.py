from datetime import date, datetime

import attrs
import pytest

from archive.archive import Archive
from archive.database import IntegrityError
from archive.records import AddressDecision, ArticleVersion, FoundingDecision, Review


@pytest.fixture
def decision(archive: Archive, now: datetime) -> FoundingDecision:
    editor = archive.editors.record_editor("lan", "Trần Thị Lan", "editor", "hash", now)
    return FoundingDecision(
        honoree_key="so mau",
        honoree="Sở Mẫu tỉnh Thử",
        founded_on=date(2004, 8, 3),
        counted_from=2005,
        source="http://so.mau.test/tin/1",
        is_confirmed=True,
        editor_id=editor.id,
        decided_at=now,
    )


def test_newest_decision_counts_and_the_former_stay(
    archive: Archive, decision: FoundingDecision
) -> None:
    archive.founding_days.record_decision(decision)
    corrected = attrs.evolve(decision, founded_on=date(2005, 8, 3), counted_from=None)
    archive.founding_days.record_decision(corrected)
    assert archive.founding_days.list_decisions() == [corrected]
    for sql in ("DELETE FROM founding_days", "UPDATE founding_days SET counted_from = 1"):
        with pytest.raises(IntegrityError):
            archive.db.conn.execute(sql)


def test_the_evidence_must_be_archived(
    archive: Archive,
    decision: FoundingDecision,
    approved: tuple[ArticleVersion, Review],
) -> None:
    with pytest.raises(IntegrityError):
        archive.founding_days.record_decision(attrs.evolve(decision, article_id=4711))
    told = attrs.evolve(decision, article_id=approved[0].article_id)
    archive.founding_days.record_decision(told)
    assert archive.founding_days.list_decisions() == [told]


def test_confirmed_day_needs_a_day_and_a_source(
    archive: Archive, decision: FoundingDecision
) -> None:
    for broken in ({"founded_on": None}, {"source": " "}):
        with pytest.raises(IntegrityError):
            archive.founding_days.record_decision(attrs.evolve(decision, **broken))
    refused = attrs.evolve(decision, founded_on=None, source="", is_confirmed=False)
    archive.founding_days.record_decision(refused)
    assert archive.founding_days.list_decisions() == [refused]


def test_calendar_token_is_renewed(
    archive: Archive, decision: FoundingDecision, now: datetime
) -> None:
    former = archive.editors.renew_calendar_token(decision.editor_id, now)
    token = archive.editors.renew_calendar_token(decision.editor_id, now)
    assert archive.editors.is_calendar_token(token)
    assert not archive.editors.is_calendar_token(former)
    assert not archive.editors.is_calendar_token("")
    assert archive.editors.calendar_token_made_at(decision.editor_id) == now
    assert archive.editors.calendar_token_made_at(4711) is None


def test_form_of_address_is_kept_and_taken_back(
    archive: Archive, decision: FoundingDecision, now: datetime
) -> None:
    kept = AddressDecision("so mau", "Sở Mẫu", "Quý Sở Mẫu", decision.editor_id, now)
    archive.forms_of_address.record_decision(kept)
    newer = attrs.evolve(kept, form="Quý Trung tâm")
    archive.forms_of_address.record_decision(newer)
    assert archive.forms_of_address.list_decisions() == [newer]
    assert archive.forms_of_address.forms() == {"Sở Mẫu": "Quý Trung tâm"}
    archive.forms_of_address.record_decision(attrs.evolve(kept, form=""))
    assert archive.forms_of_address.forms() == {}
    for sql in ("DELETE FROM forms_of_address", "UPDATE forms_of_address SET form = 'Quý Sở'"):
        with pytest.raises(IntegrityError):
            archive.db.conn.execute(sql)
    with pytest.raises(IntegrityError):
        archive.forms_of_address.record_decision(attrs.evolve(kept, form="Sở"))
