import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../platform/problem.ts';
import { signIn } from '../platform/session.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';

/** E-mail and password. With `email` given it is the same person who comes back, and only the password is asked. */
export function SignInForm({ email, onSignedIn }: { email?: string; onSignedIn: () => void }) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [address, setAddress] = useState(email ?? '');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    if (address.trim() === '' || password === '') {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setSending(true);
    const found = await signIn(address.trim(), password);
    setSending(false);
    // Nobody was signed in yet: no session has ended, the words were not accepted.
    setProblem(found?.kind === 'signedOut' ? { ...found, kind: 'signInFailed' } : found);
    if (found === null) onSignedIn();
  }

  return (
    <form ref={form} onSubmit={submit} noValidate style={{ display: 'grid', gap: 16 }}>
      <TextInput
        label={t('signIn.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus={email === undefined}
        readOnly={email !== undefined}
        size="md"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={asked && address.trim() === '' ? t('signIn.emailNeeded') : undefined}
      />
      <PasswordInput
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        autoFocus={email !== undefined}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={asked && password === '' ? t('signIn.passwordNeeded') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
      />
      {problem && <ProblemPanel problem={problem} />}
      <Button type="submit" size="md" loading={sending} fullWidth>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
