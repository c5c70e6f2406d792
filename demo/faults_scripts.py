"""Pages that only a script fills, as newer portals send them: a shell, a script, data as JSON."""

import json
import re

from attrs import define, evolve

from demo.exchange import Outcome, Reply, ReplyKind, Request
from demo.faults import Aim

SCRIPT_PATH = "/ung-dung/main.js"
_DATA_KEY = "dulieu"
_HEAD_AND_BODY = re.compile(
    r"<head[^>]*>(?P<head>.*?)</head>.*?<body[^>]*>(?P<body>.*)</body>", re.DOTALL
)
_SHELL = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin</title>'
    f'<link rel="stylesheet" href="/ung-dung/main.css"><script defer src="{SCRIPT_PATH}"></script>'
    '</head><body><noscript>Hãy bật JavaScript.</noscript><div id="app"></div></body></html>'
)
_SCRIPT = """
const address = new URL(location.href);
address.searchParams.set("dulieu", "1");
fetch(address).then(answer => answer.json()).then(page => {
  document.head.innerHTML = page.head;
  document.body.innerHTML = page.body;
});
EXTRA
"""


@define
class FilledByScript:
    """The pages of the aim as shells; their script asks for the same address with `dulieu=1`."""

    aim: Aim
    extra_script: str = ""
    """What else the portal's script does."""

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        if request.host == self.aim.host and request.path == SCRIPT_PATH:
            script = _SCRIPT.replace("EXTRA", self.extra_script)
            headers = (("Content-Type", "text/javascript; charset=UTF-8"),)
            return Reply(200, script.encode(), ReplyKind.STYLE, headers)
        if not isinstance(outcome, Reply) or not self.aim.strikes(request, outcome):
            return outcome
        if _DATA_KEY not in request.query:
            return evolve(outcome, body=_SHELL.encode())
        found = _HEAD_AND_BODY.search(outcome.body.decode())
        page = found.groupdict() if found else {"head": "", "body": ""}
        headers = (("Content-Type", "application/json; charset=UTF-8"),)
        return evolve(outcome, body=json.dumps(page).encode(), headers=headers)
