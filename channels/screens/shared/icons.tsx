/** Small line drawings, always beside a word and hidden from screen readers. */
import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const ScalesIcon = () => (
  <Icon><path d="M12 4v16M8 20h8M5 7l7-2 7 2M5 7l-3 6a3 3 0 0 0 6 0zM19 7l-3 6a3 3 0 0 0 6 0z" /></Icon>
);
export const PhoneIcon = () => (
  <Icon>
    <path d="M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon><circle cx="12" cy="8" r="4" /><path d="M4 21c0-4 3.5-7 8-7s8 3 8 7" /></Icon>
);
export const SendIcon = () => <Icon><path d="M21 3L10 14M21 3l-7 18-4-7-7-4z" /></Icon>;
export const WarningIcon = () => <Icon><path d="M12 3.5L22 20H2zM12 10v4.5M12 17.5v.1" /></Icon>;
export const DocumentIcon = () => <Icon><path d="M6 2h9l4 4v16H6zM15 2v5h4M9 12h7M9 16h7" /></Icon>;
export const CheckIcon = () => <Icon><path d="M4 12.5l5.5 5.5L20 6.5" /></Icon>;
export const SearchIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="" />
    <path d="M15.5 15.5L21 21" />
  </Icon>
);
export const RestartIcon = () => <Icon><path d="M4 5v6h6M4.5 11A8 8 0 1 1 4 14.5" /></Icon>;
export const EraseIcon = () => <Icon><path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6" /></Icon>;
export const DevicesIcon = () => <Icon><path d="M3 4h12v9H3zM1.5 16.5h9M14 9h7v11h-7zM17 17h1" /></Icon>;
export const LeaveIcon = () => <Icon><path d="M11 4H4v16h7M9 12h12M16 7l5 5-5 5" /></Icon>;
export const MenuIcon = () => <Icon><path d="M4 6h16M4 12h16M4 18h16" /></Icon>;
export const OfflineIcon = () => (
  <Icon>
    <path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0" />
    <path d="M5 12a10 10 0 0 1 4-2.5M19 12a10 10 0 0 0-5-2.8M12 19v.1" />
  </Icon>
);
export const DownIcon = () => <Icon><path d="M12 4v16M5 13l7 7 7-7" /></Icon>;
export const CalendarIcon = () => <Icon><path d="M4 5h16v16H4zM4 10h16M8 2.5v4M16 2.5v4" /></Icon>;
export const CaseIcon = () => <Icon><path d="M3 8h18v12H3zM9 8V4h6v4M3 13h18" /></Icon>;
export const QuestionIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7M12 16.8v.1" />
  </Icon>
);
export const TextSizeIcon = () => <Icon><path d="M2 19l3.5-9L9 19M3.5 16h4M9.5 19L15.5 4l6 15M11.5 14h8" /></Icon>;
