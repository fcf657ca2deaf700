/** Stands at the top of a printed conversation and nowhere else. */
import { spokenDay } from "./CaseCard";

export function PrintHead({ title }: { title: string }) {
  const today = new Date();
  const local = new Date(today.getTime() - today.getTimezoneOffset() * 60_000).toISOString();
  return (
    <div className="print-head" aria-hidden="true">
      <p className="print-title">{title} · 咨询记录</p>
      <p>打印日期：{spokenDay(local)}。记录供参考；公共法律服务热线 12348。</p>
    </div>
  );
}
