import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page is one folder of files, given from the root of a server that lets nothing in from elsewhere: nothing inlined. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
