"""A folder of files that a web server shows: written whole, only where a byte differs.

Files that this program did not write are neither changed nor deleted: the manifest lists its own.
It is written before the first new file, so that a run cut short leaves no file unknown to it.
"""

import fcntl
import json
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from attrs import field, frozen

from publish.errors import TargetRefused, disk_unavailable


@frozen
class SiteFolder:
    """One writer at a time, over threads and processes."""

    folder: Path
    _own: Path = field(init=False)
    """Manifest, lock and unfinished files; on the same disk, so that a rename is atomic."""

    @_own.default
    def _own_folder(self) -> Path:
        return self.folder / ".trichnguon"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold this from reading what is published until it is written.

        Every error of the disk inside comes out as TargetUnavailable.
        """
        try:
            self._own.mkdir(parents=True, exist_ok=True)
            with (self._own / "lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise disk_unavailable(error, Path(error.filename or self.folder)) from error

    def write(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Make the folder hold exactly these of our files; returns the paths that changed.

        Raises TargetRefused where a path holds somebody else's file.
        """
        known = self._read_manifest()
        changed = [path for path, content in files.items() if self._differs(path, content)]
        self._refuse_foreign(set(changed) - known)
        gone = known - files.keys()
        self._write_manifest(known | files.keys())
        for path in changed:
            self._replace(self.folder / path, files[path])
        for path in gone:
            self._remove(path)
        self._write_manifest(set(files))
        return (*changed, *sorted(gone))

    def _differs(self, path: str, content: bytes) -> bool:
        try:
            return (self.folder / path).read_bytes() != content
        except FileNotFoundError:
            return True

    def _refuse_foreign(self, paths: set[str]) -> None:
        foreign = sorted(path for path in paths if (self.folder / path).exists())
        if foreign:
            file = self.folder / foreign[0]
            raise TargetRefused(
                f"{file} was not written by this program and is left alone. "
                "Move it away or use another folder, then publish again.",
                message_vi=f"Tệp {file} không phải do chương trình này tạo nên được giữ nguyên.",
                advice_vi="Chuyển tệp đó đi nơi khác hoặc chọn thư mục khác rồi đăng lại.",
            )

    def _replace(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._own / f"{uuid.uuid4().hex}.part"
        try:
            with unfinished.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)

    def _remove(self, path: str) -> None:
        file = self.folder / path
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == self.folder or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()

    def _read_manifest(self) -> set[str]:
        manifest = self._own / "manifest.json"
        if not manifest.exists():
            return set()
        try:
            return _own_paths(json.loads(manifest.read_text(encoding="utf-8"))["files"])
        except (ValueError, KeyError, TypeError) as error:
            raise TargetRefused(
                f"{manifest} is damaged. Delete it: pages that are unchanged are adopted again, "
                "any other file is left alone and named.",
                message_vi=f"Tệp {manifest} bị hỏng.",
                advice_vi="Xóa tệp này rồi đăng lại: trang không đổi sẽ được nhận lại.",
            ) from error

    def _write_manifest(self, paths: set[str]) -> None:
        content = json.dumps({"files": sorted(paths)}, indent=1).encode()
        if self._differs(".trichnguon/manifest.json", content):
            self._replace(self._own / "manifest.json", content)


def _own_paths(paths: object) -> set[str]:
    """Raises ValueError for anything but paths below the folder: what is listed may be deleted."""
    if not isinstance(paths, list):
        raise ValueError("not a list")
    for path in paths:
        if (
            not isinstance(path, str)
            or PurePosixPath(path).is_absolute()
            or ".." in path.split("/")
        ):
            raise ValueError(f"not a path below the folder: {path!r}")
    return set(paths)
