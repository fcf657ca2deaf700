/** Where we are and how long it will take. */
import type { Progress } from "../../shared/wire";

export function spokenProgress({ number, left }: Progress): string {
  return left > 0 ? `第${number}题，大约还有${left}题` : `第${number}题，最后一题`;
}

export function ProgressLine({ progress }: { progress: Progress }) {
  const total = Math.max(1, progress.number + progress.left);
  return (
    <div className="progress" data-testid="progress">
      <p>{spokenProgress(progress)}</p>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="way" width="100" height="4" />
        <rect className="gone" width={(100 * progress.number) / total} height="4" />
      </svg>
    </div>
  );
}
