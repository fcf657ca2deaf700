/** Only addresses we trust become links or pictures. */
import { expect, it } from "vitest";

import { safeHref, safePhoto } from "./links";

it.each(["tel:110", "tel:0391-0000001", "/g/abc", "https://example.org/page"])("keeps %s", (href) => {
  expect(safeHref(href)).toBe(href);
});

it.each(["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//elsewhere.example",
  "/\\elsewhere.example", "http://plain.example", "tel:110;alert"])("refuses %s", (href) => {
  expect(safeHref(href)).toBeNull();
});

it("shows photographs from our own server only", () => {
  expect(safePhoto("/static/photos/1.jpg")).toBe("/static/photos/1.jpg");
  expect(safePhoto("https://elsewhere.example/1.jpg")).toBeNull();
  expect(safePhoto("//elsewhere.example/1.jpg")).toBeNull();
  expect(safePhoto(null)).toBeNull();
});
