import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { cacheSchema, embeddedTypes } from './cache-schema.ts';

const schemaFile = fileURLToPath(new URL('../api/schema.graphql', import.meta.url));
const apiUrl = process.env.SONGHANH_API_URL ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), schemaForCache(), compressed()],
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: {
      '/graphql': { target: apiUrl, ws: true },
      '/files': apiUrl,
      '/health': apiUrl,
    },
  },
  // It asks for its workers by `?worker`, which Vite's own server serves but cannot bundle beforehand.
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'] },
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

/** Writes each text asset compressed too, so that the API sends it as it lies. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|css|svg)$/u.test(name)) continue;
        const path = join(dir, name);
        const content = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(content));
      }
    },
  };
}
