"""The web face: every journey in a browser, on the person's own machine; the same verbs of `App`, nothing of its own.

`guard` says who may come in, `desk` is the one thread that works, `page` what is asked and drawn, `links` where here is
done what a text names by its command, `routes` the table of all addresses; every other module is one page. Pages work
without a script, and better with the one of our own.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from traceback import print_exception
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.routing import Route as Served
from starlette.staticfiles import StaticFiles

from ..app import App
from ..display import display
from ..errors import NotFound, StaleEdit, TreefallError
from .desk import Desk
from .guard import START, Guard, Keys
from .jobs import Jobs
from .page import Asked, Do, Done, File, Flash, Page, Sent, Show, address, drawn, fields_of, inside
from .routes import routes

__all__ = ["START", "Keys", "application"]

_STATIC = Path(__file__).parent / "static"
_MOST_FIELDS = 2_000
_MOST_FILES = 4
_REMEMBERED = 50
_STATUS = ((NotFound, 404), (StaleEdit, 409), (TreefallError, 400))
_DEFECT = "Treefall itself failed at that; where it is served from, the terminal says more."


def application(open_app: Callable[[], App], keys: Keys, changed: Callable[[], object] = lambda: None) -> Starlette:
    """Return the pages over the App that `open_app` opens, for whoever holds `keys`.

    Args:
        open_app: called in the one thread that works with it.
        keys: of this start.
        changed: says how the settings stand; when that changes, the App is opened anew.
    """
    desk = Desk(open_app, changed)

    @asynccontextmanager
    async def closing(_app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    face = _Face(desk, Jobs(open_app))
    table: list[BaseRoute] = [Mount("/static", StaticFiles(directory=_STATIC), name="static")]
    for route in routes():
        table += [Served(route.path, face.answer(work), methods=[method]) for method, work in route.methods()]
    app = Starlette(
        routes=table,
        lifespan=closing,
        exception_handlers={HTTPException: face.lost, TreefallError: face.wrong},
    )
    app.add_middleware(Guard, keys=keys)
    return app


class _Face:
    """Turns requests into calls of the pages' functions, and what they return into answers."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self._desk, self._jobs = desk, jobs
        self._numbers = count(1)
        self._said: dict[str, Flash] = {}

    def answer(self, work: Show | Do) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            try:
                asked = await _asked(request, self._jobs)
                return await self._desk.do(lambda app: self._done(request, app, work, asked))
            except (TreefallError, HTTPException):
                raise
            except Exception as error:  # noqa: BLE001 - a door: a defect of ours must not lose what somebody wrote
                print_exception(error)
                return await self.wrong(request, error)

        return answered

    def _done(self, request: Request, app: App, work: Show | Do, asked: Asked) -> Response:
        before = app.last_done() if request.method == "POST" else ""
        made = work(app, asked)
        if isinstance(made, Done):
            done = app.last_done()
            return RedirectResponse(self._after(made, done if done != before else ""), 303)
        return self._made(request, app, made)

    def _made(self, request: Request, app: App, made: Page | Sent) -> Response:
        match made:
            case Sent():
                name = display(made.name, 100).replace('"', "")
                headers = {"content-disposition": f'attachment; filename="{name.encode("ascii", "replace").decode()}"'}
                return Response(made.content, media_type=made.media, headers=headers)
            case _:
                flash = self._said.get(request.query_params.get("done", ""))
                html = drawn(made, zone=app.zone, flash=flash, here=request.url.path)
                return HTMLResponse(html, made.status)

    def _after(self, done: Done, undo: str) -> str:
        """Return where to go on, with the number under which it is said there what was done; `undo` takes it back."""
        if not done.said:
            return done.to
        number = str(next(self._numbers))
        self._said[number] = Flash(done.said, undo, done.undone or done.to, done.back)
        for old in list(self._said)[:-_REMEMBERED]:
            del self._said[old]
        path, _, part = done.to.partition("#")
        path, _, query = path.partition("?")
        return f"{address(path, done=number)}{'&' + query if query else ''}{'#' + part if part else ''}"

    async def wrong(self, request: Request, error: Exception) -> Response:
        """Say what went wrong and what to do about it, and show what was written: nothing of it is lost."""
        status = next((code for sort, code in _STATUS if isinstance(error, sort)), 500)
        said = (str(error), error.hint) if isinstance(error, TreefallError) else (_DEFECT, f"It says: {error!r}")
        written = tuple(fields_of(_given(await request.form())[0])) if request.method == "POST" else ()
        facts = {"message": said[0], "hint": said[1], "written": written, "back": _before(request)}
        page = Page("wrong", "That did not work", facts, status=status)
        return await self._desk.do(lambda app: self._made(request, app, page))

    async def lost(self, request: Request, error: Exception) -> Response:
        """Say that there is nothing at this address."""
        assert isinstance(error, HTTPException)  # noqa: S101 - as above
        facts = {"message": "There is nothing at this address.", "hint": "", "written": (), "back": _before(request)}
        page = Page("wrong", "Nothing here", facts, status=error.status_code)
        return await self._desk.do(lambda app: self._made(request, app, page))


def _before(request: Request) -> str:
    """Return the page of this place that somebody came from, as their browser says it."""
    came = urlsplit(request.headers.get("referer", ""))
    return inside(came._replace(scheme="", netloc="").geturl(), "/") if came.netloc == request.url.netloc else "/"


async def _asked(request: Request, jobs: Jobs) -> Asked:
    path = {name: str(words) for name, words in request.path_params.items()}
    if request.method != "POST":
        return Asked(path, jobs, dict(request.query_params))
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
        words, files = _given(form)
        return Asked(path, jobs, dict(request.query_params), words, await _read(files))


def _given(form: FormData) -> tuple[tuple[tuple[str, str], ...], Mapping[str, UploadFile]]:
    words = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
    files = {name: value for name, value in form.multi_items() if isinstance(value, UploadFile) and value.filename}
    return words, MappingProxyType(files)


async def _read(files: Mapping[str, UploadFile]) -> Mapping[str, File]:
    return {name: File(display(sent.filename or "", 200), await sent.read()) for name, sent in files.items()}
