import { expect, test } from "vitest";
import { seenRequest } from "./seen-request.ts";

const arrived = {
  encrypted: false,
  path: "/x?y",
  address: "10.0.0.1",
  headers: {
    host: "inside:8080",
    "x-forwarded-host": "exam.test",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "6.6.6.6, 10.9.9.9",
  },
};

test("without proxies their headers are nobody's word", () => {
  expect(seenRequest(arrived, 0)).toMatchObject({ secure: false, host: "inside:8080", address: "10.0.0.1" });
});

test.each([
  { proxies: 1, address: "10.9.9.9" },
  { proxies: 2, address: "6.6.6.6" },
  { proxies: 9, address: "6.6.6.6" },
])("behind $proxies the browser is $address and its address https://exam.test", ({ proxies, address }) => {
  expect(seenRequest(arrived, proxies)).toMatchObject({ secure: true, host: "exam.test", address });
});
