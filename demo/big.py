"""The simulated world with the big portal in it, for measurements and crawl tests."""

from demo.exchange import Reply, Request
from demo.portals.big import HOST, MIRROR, BigPortal
from demo.simulation import Simulation


class BigSimulation(Simulation):
    """`Simulation` whose other portals are as small as can be."""

    def __init__(self, articles: int = 5000, seed: int = 7, *, is_nukeviet: bool = False) -> None:
        super().__init__(articles=0)
        self.big = BigPortal(articles, seed, is_nukeviet=is_nukeviet)

    def _answer(self, request: Request) -> Reply:
        if request.host in (HOST, MIRROR):
            return self.big.respond(request)
        return super()._answer(request)
