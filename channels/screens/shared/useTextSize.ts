/** How large the text is: 18, 24 or 30 px at the root, everything else in rem. Remembered on the device. */
import { useCallback, useState } from "react";

import { device } from "./storage";

export const SIZES = ["standard", "large", "largest"] as const;
export type TextSize = (typeof SIZES)[number];

export const SIZE_NAMES: Record<TextSize, string> = { standard: "标准", large: "大", largest: "特大" };

const KEY = "fawen.text-size";

/** A tall screen of a kiosk is read standing up, from further away: it begins one step larger. */
function beginning(): TextSize {
  return window.innerWidth >= 1000 && window.innerHeight >= 1500 ? "large" : "standard";
}

export function rememberedSize(): TextSize {
  const kept = device.read(KEY);
  return SIZES.find((size) => size === kept) ?? beginning();
}

export function applySize(size: TextSize): void {
  document.documentElement.dataset["text"] = size;
}

export function nextSize(size: TextSize): TextSize {
  return SIZES[(SIZES.indexOf(size) + 1) % SIZES.length] ?? "standard";
}

export function useTextSize(): { size: TextSize; enlarge: () => void } {
  const [size, setSize] = useState<TextSize>(rememberedSize);
  const enlarge = useCallback(() => {
    const chosen = nextSize(size);
    applySize(chosen);
    device.write(KEY, chosen);
    setSize(chosen);
  }, [size]);
  return { size, enlarge };
}
