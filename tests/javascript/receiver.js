// A receiver in JavaScript: every call is verified by the official library of Standard Webhooks, by the secret of its
// path. The secrets come as lines of JSON on standard input, `{"path", "secret"}`; each call is told as a line of JSON.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

const secrets = new Map();

function tell(document) {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  try {
    const message = new Webhook(secrets.get(request.url)).verify(body, request.headers);
    response.writeHead(204).end();
    tell({ path: request.url, verified: true, id: request.headers["webhook-id"], message });
  } catch (error) {
    response.writeHead(401).end();
    tell({ path: request.url, verified: false, error: error.message });
  }
});

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { path, secret } = JSON.parse(line);
    secrets.set(path, secret);
    tell({ known: path });
  })
  .on("close", () => {
    server.closeAllConnections();
    server.close();
  });

server.listen(0, "127.0.0.1", () => tell({ port: server.address().port }));
