/** The resident's chat page: where it starts. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "../shared/styles/base.css";
import "../shared/styles/parts.css";
import "./styles/layout.css";
import "./styles/messages.css";
import "./styles/dock.css";
import "./styles/print.css";
import { applySize, rememberedSize } from "../shared/useTextSize";
import { ChatPage } from "./ChatPage";

applySize(rememberedSize());
const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><ChatPage /></StrictMode>);
