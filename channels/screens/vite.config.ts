/**
 * How the screens are built: each HTML file here becomes a page of channels/static/, its assets served under /static/.
 * Nothing is inlined, so the pages live under a strict Content-Security-Policy.
 */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/",
  plugins: [react()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Phones of five or six years ago, and the browser inside WeChat.
    target: ["chrome80", "safari14", "firefox78"],
    rollupOptions: { input: { chat: "index.html" } },
  },
  server: { proxy: { "/api": "http://127.0.0.1:5601", "/g": "http://127.0.0.1:5601" } },
  test: {
    environment: "jsdom",
    include: ["{shared,chat}/**/*.test.{ts,tsx}"],
    setupFiles: ["shared/test-setup.ts"],
    restoreMocks: true,
  },
});
