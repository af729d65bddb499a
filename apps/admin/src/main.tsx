import '@mantine/core/styles.css';
import './ui/fonts.css';
import './ui/tokens.css';
import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './app/router.tsx';
import { startLanguage } from './platform/language.ts';
import { reloadForNewVersion } from './platform/new-version.ts';
import { cssVariables, theme } from './ui/theme.ts';

reloadForNewVersion();
await startLanguage();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </MantineProvider>
  </StrictMode>,
);
