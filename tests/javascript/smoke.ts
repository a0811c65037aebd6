// A client made of the description alone: it registers a case, reads its deadlines, confirms one, and is told off.
// Whatever the description promises and the program reads is checked by the compiler before anything runs.
import createClient from "openapi-fetch";
import type { components, paths } from "./annua.js";

type Deadline = components["schemas"]["StoredDeadline"];
type Problem = components["schemas"]["Problem"];

const [address = "", key = ""] = process.argv.slice(2);
const annua = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

function good<Data>(answer: { data?: Data; error?: Problem }): Data {
  if (answer.data === undefined) {
    throw new Error(answer.error?.detail ?? "no answer");
  }
  return answer.data;
}

const reference = "P1/EP";
const registered = good(
  await annua.POST("/v1/cases", {
    params: { header: { "Idempotency-Key": "first" } },
    body: {
      reference,
      jurisdiction: "EP",
      right: "patent",
      dates: { filing: { date: "2016-11-15", source: "filing receipt" } },
      settled_through: "2025-12-31",
    },
  }),
);
console.log("registered", registered.reference, registered.created, registered.expires);

const read = good(await annua.GET("/v1/cases/{reference}", { params: { path: { reference } } }));
const next: Deadline | undefined = read.deadlines?.find((one) => one.state === "open");
if (next === undefined) {
  throw new Error("nothing is open");
}
console.log("next", next.kind, next.number, next.act_by, next.late.map((step) => step.surcharge).join());

const confirmed = good(
  await annua.POST("/v1/deadlines/{number}/completions", {
    params: { path: { number: next.id }, header: { "Annua-Now": "2026-09-01T09:00:00Z" } },
    body: { state: "confirmed", done_on: "2026-09-01", proof: "receipt", covers: [] },
  }),
);
console.log("confirmed", confirmed.completions.length, confirmed.deadline.state);

const listed = good(
  await annua.GET("/v1/deadlines", { params: { query: { reference, state: "settled", limit: 500 } } }),
);
console.log("listed", listed.items.some((one) => one.id === next.id), listed.next_cursor);

const refused = await annua.GET("/v1/cases/{reference}", { params: { path: { reference: "P2" } } });
console.log("refused", refused.response.status, refused.error?.type);
