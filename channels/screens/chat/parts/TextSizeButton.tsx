/** One button that makes all text larger, step by step, and from the largest back to the ordinary size. */
import { useState } from "react";

import { TextSizeIcon } from "../../shared/icons";
import { SIZE_NAMES, nextSize, useTextSize } from "../../shared/useTextSize";

export function TextSizeButton() {
  const { size, enlarge } = useTextSize();
  const [changed, setChanged] = useState(false);
  const name = SIZE_NAMES[size];
  return (
    <>
      <button type="button" className="button quiet" onClick={() => { enlarge(); setChanged(true); }}
        data-testid="large-text">
        <TextSizeIcon />
        <span className="size-name">字号：{name}</span>
        <span className="unseen">，点一下换成{SIZE_NAMES[nextSize(size)]}</span>
      </button>
      <span className="unseen" role="status">{changed ? `字号已换成${name}` : ""}</span>
    </>
  );
}
