import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page is one folder of files that any server can give from any place: relative addresses, nothing inlined. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
