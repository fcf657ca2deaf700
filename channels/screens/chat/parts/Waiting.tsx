/** Shown while a reply is on its way. Only a long wait is spoken aloud, so that quick replies are not talked over. */
import { useEffect, useState } from "react";

const LONG_MS = 4_000;

export function Waiting({ busy }: { busy: boolean }) {
  return busy ? <Typing /> : null;
}

function Typing() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setLong(true); }, LONG_MS);
    return () => { clearTimeout(timer); };
  }, []);
  return (
    <div className="typing" data-testid="typing">
      <span className="dots" aria-hidden="true"><i /><i /><i /></span>
      <span aria-hidden={long}>正在看您说的话……</span>
      <span className="unseen" role="status">{long ? "还在想，请再等一等" : ""}</span>
    </div>
  );
}
