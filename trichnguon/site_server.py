"""The published site on loopback, so that a demo's post can be looked at as readers see it."""

from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles


class SiteServer:
    """A context manager; the server lives in a thread of its own. Raises PortTaken on entering."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._folder = folder
        self._host, self._port = host, port
        self._server: uvicorn.Server | None = None
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}/"

    def __enter__(self) -> Self:
        from trichnguon.commands.desk import listen

        self._folder.mkdir(parents=True, exist_ok=True)
        listener = listen(self._host, self._port)
        app = Starlette(routes=[Mount("/", StaticFiles(directory=self._folder, html=True))])
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        self._server = uvicorn.Server(config)
        self._thread = Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, name="site", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
