/** Telephone numbers are found, and what only looks like one is left alone. */
import { describe, expect, it } from "vitest";

import { splitPhones } from "./phones";

const found = (text: string) => splitPhones(text).flatMap((piece) => (piece.phone ? [piece.phone] : []));

describe("splitPhones", () => {
  it.each([
    ["马上打110报警", ["110"]],
    ["可以打 110、120、122。", ["110", "120", "122"]],
    ["反诈专线96110，热线12348", ["96110", "12348"]],
    ["打 12345 政务热线或 12345 平台", ["12345", "12345"]],
    ["拨12348人工服务", ["12348"]],
    ["司法所 0391-8123456，手机13800000000", ["03918123456", "13800000000"]],
    ["客服 400-123-4567。", ["4001234567"]],
  ])("finds the numbers in %s", (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });

  it.each([
    "住院 120 天，每天 110 元",
    "第110条",
    "依《民法典》 120 的意思",
    "道路交通安全法 119",
    "赔 12345 元，另付 12348.50 元",
    "编号 2026110，身份证 410881196001011100",
    "共 1,110 户",
    "￥110",
    "走 120 公里、122 分钟",
  ])("leaves %s alone", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("loses no letter of the text", () => {
    const text = "先打110，\n再打 96110、12348；号码13800000000。完";
    expect(splitPhones(text).map((piece) => piece.text).join("")).toBe(text);
  });
});
