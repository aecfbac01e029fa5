"""Which answers travel compressed? Pages; a paper is compressed inside and goes as it is, with its length."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """Django's compression, with its padding against guessing secrets from lengths, for pages only."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed unless it is a stream."""
        return response if response.streaming else super().process_response(request, response)
