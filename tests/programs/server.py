"""A web server on the loopback interface whose answers are always the same."""
import contextlib
import http.server
import json
import threading

PAGES = {
    '/page.html': ('text/html', b'<html><head><title>A film</title></head>'
                                b'<body><video src="/film.mp4"></video></body></html>'),
    '/film.mp4': ('video/mp4', bytes(range(256)) * 64),
}


class Handler(http.server.BaseHTTPRequestHandler):
    """Pages, and for anything else what was asked, as JSON."""

    protocol_version = 'HTTP/1.1'

    def answer(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        kind, content = PAGES.get(self.path, ('application/json', json.dumps({
            'method': self.command, 'path': self.path, 'body': body.decode(), 'accept': self.headers['Accept'],
            'agent': self.headers['User-Agent']}, sort_keys=True).encode()))
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = answer

    def log_message(self, *arguments):
        """Say nothing: what the programs print is all that counts."""


@contextlib.contextmanager
def serve():
    """Yield the address of a server, which stops at the end."""
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield 'http://127.0.0.1:%d' % server.server_address[1]
        server.shutdown()
        thread.join()
