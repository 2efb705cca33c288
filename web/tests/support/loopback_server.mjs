// A web server of a test's own on loopback. What extends it has the method `answer(request, response)`.
import { createServer } from 'node:http';

export class LoopbackServer {
  #server = createServer((request, response) => this.answer(request, response));

  async start() {
    await new Promise((listening) => { this.#server.listen(0, '127.0.0.1', listening); });
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => { this.#server.close(closed); });
  }
}
