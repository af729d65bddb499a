import { defineConfig } from 'vite';

// One file for Node: our own packages inside, libraries from node_modules. The embedded database runs in a
// thread of its own and so needs an entry of its own. The sample world reads data that lie beside its source,
// and is loaded when it is played.
export default defineConfig({
  oxc: { decorator: { legacy: true } },
  ssr: { noExternal: [/^@songhanh\//u] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    sourcemap: true,
    rolldownOptions: {
      external: ['@songhanh/sample-world'],
      input: {
        main: 'src/main.ts',
        'pglite-worker': 'src/platform/database/pglite-worker.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
