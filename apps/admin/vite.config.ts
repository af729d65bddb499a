import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { cacheSchema, embeddedTypes } from './cache-schema.ts';

const schemaFile = fileURLToPath(new URL('../api/schema.graphql', import.meta.url));
const apiUrl = process.env.SONGHANH_API_URL ?? 'http://localhost:4000';

// What every visit needs comes in one file, and so does what every screen after sign-in needs: dozens of small ones
// compress badly. Left to itself the bundler cuts a file for each set of screens that share a module.
const start = anyOf(
  'node_modules/(?:react|react-dom|scheduler|i18next|react-i18next|html-parse-stringify|void-elements)/',
  'node_modules/(?:use-sync-external-store|@tanstack/(?:history|router-core|react-router|react-store|store))/',
  '@mantine/core/esm/core/',
  '@mantine/core/esm/components/(?:ActionIcon|Button|CloseButton|Input|InputBase|Loader|PasswordInput|TextInput)/',
  '@mantine/core/esm/components/(?:Title|Transition|UnstyledButton)/',
  'apps/admin/src/app/(?:router|search|sign-in-page|sign-in-form|language-switch|broken|not-found)\\.tsx?$',
  'apps/admin/src/platform/(?:language|session|problem|new-version)\\.ts$',
  'apps/admin/src/ui/(?:problem-panel|theme)\\.tsx?$',
);
const frame = anyOf(
  'node_modules/(?:urql|@urql|@0no-co|wonka|gql\\.tada|graphql-ws|@floating-ui)/',
  'node_modules/(?:react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-sidecar|tslib)/',
  '@mantine/(?:notifications|store)/',
  '@mantine/core/esm/components/(?:FocusTrap|Menu|Modal|ModalBase|Overlay|Paper|Popover|Portal)/',
  '@mantine/core/esm/components/(?:NativeScrollArea|ScrollArea|Skeleton)/',
  'virtual:cache-schema|apps/admin/src/(?:app/frame|platform)/',
);

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
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: start, priority: 2 },
            { name: 'frame', test: frame, priority: 1 },
          ],
        },
      },
    },
  },
});

function anyOf(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'), 'u');
}

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
