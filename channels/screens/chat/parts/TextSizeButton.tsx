/** One button that makes all text larger, step by step, and from the largest back to the ordinary size. */
import { useState } from "react";

import { SIZE_NAMES, nextSize, useTextSize } from "../../shared/useTextSize";

export function TextSizeButton() {
  const { size, enlarge } = useTextSize();
  const [changed, setChanged] = useState(false);
  const name = SIZE_NAMES[size];
  return (
    <>
      <button type="button" className="button quiet" onClick={() => { enlarge(); setChanged(true); }}
        aria-label={`字号：${name}，点一下换成${SIZE_NAMES[nextSize(size)]}`} data-testid="large-text">
        <span className="two-sizes" aria-hidden="true"><small>字</small>字</span>
        <span className="size-name" aria-hidden="true">字号：{name}</span>
      </button>
      <span className="unseen" role="status">{changed ? `字号已换成${name}` : ""}</span>
    </>
  );
}
