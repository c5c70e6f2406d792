from datetime import datetime, timedelta

from archive.archive import Archive, open_archive


def test_digest_is_claimed_once_a_day_and_way(archive: Archive, now: datetime) -> None:
    digests, today = archive.digests, now.date()
    with open_archive(archive.home) as other:
        assert digests.claim(today, "e-mail", now)
        assert not other.digests.claim(today, "e-mail", now)
        assert other.digests.claim(today, "webhook", now)
        digests.release(today, "e-mail", now)
        assert other.digests.claim(today, "e-mail", now)
    assert sorted(digests.ways(today)) == ["e-mail", "webhook"]
    assert digests.claim(today + timedelta(days=1), "e-mail", now)
