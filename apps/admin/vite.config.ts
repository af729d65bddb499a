import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { cacheSchema, embeddedTypes } from './cache-schema.ts';

const schemaFile = fileURLToPath(new URL('../api/schema.graphql', import.meta.url));
const apiUrl = process.env.SONGHANH_API_URL ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), schemaForCache()],
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: {
      '/graphql': { target: apiUrl, ws: true },
      '/files': apiUrl,
      '/health': apiUrl,
    },
  },
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 600 },
});

/** `virtual:cache-schema`: what the normalised cache must know of the schema, made anew at each build. */
function schemaForCache(): Plugin {
  const name = 'virtual:cache-schema';
  return {
    name: 'schema-for-cache',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      this.addWatchFile(schemaFile);
      const sdl = readFileSync(schemaFile, 'utf8');
      return [
        `export const cacheSchema = ${JSON.stringify(cacheSchema(sdl))};`,
        `export const embeddedTypes = ${JSON.stringify(embeddedTypes(sdl))};`,
      ].join('\n');
    },
  };
}
