import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { type Problem, problemOf } from '../../platform/problem.ts';
import { renewViewer } from '../../platform/session.ts';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { say } from '../../ui/say.ts';
import classes from './account.module.css';
import { setPassword } from './account-operations.ts';

/** Characters; the vault refuses a shorter or a longer one. */
const passwordCharacters = { min: 12, max: 200 };

/** Sets a password: one's own (`accountId` is null) with the present one. What is typed is never kept. */
export function PasswordForm({
  accountId,
  email,
  onDone,
}: {
  accountId: string | null;
  email: string;
  onDone?: () => void;
}) {
  const { t } = useTranslation(['account', 'app']);
  const client = useClient();
  const form = useRef<HTMLFormElement>(null);
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isOwn = accountId === null;
  const faults = {
    present: isOwn && present === '' ? t('app:requiredField') : undefined,
    next:
      next.length < passwordCharacters.min || next.length > passwordCharacters.max
        ? t('form.passwordLength', passwordCharacters)
        : undefined,
    again: again === next ? undefined : t('form.passwordDiffers'),
  };

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    if (Object.values(faults).some(Boolean)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setSending(true);
    const input = { accountId, presentPassword: isOwn ? present : null, newPassword: next };
    const { error } = await client.mutation(setPassword, { input }).toPromise();
    setSending(false);
    setProblem(error ? problemOf(error) : null);
    if (error) return;
    setPresent('');
    setNext('');
    setAgain('');
    setAsked(false);
    // A new password begins a new session, with a new token for uploads.
    if (isOwn) await renewViewer();
    say(t('done.setPassword'));
    onDone?.();
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.form}>
      <p className={classes.explain}>{t(isOwn ? 'explain.ownPassword' : 'explain.setPassword')}</p>
      <input type="hidden" name="username" autoComplete="username" value={email} />
      {isOwn && (
        <PasswordInput
          label={t('form.presentPassword')}
          autoComplete="current-password"
          withAsterisk
          value={present}
          onChange={(event) => setPresent(event.currentTarget.value)}
          error={asked && faults.present}
        />
      )}
      <PasswordInput
        label={t('form.newPassword')}
        description={t('form.passwordHint', passwordCharacters)}
        autoComplete="new-password"
        withAsterisk
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={asked && faults.next}
      />
      <PasswordInput
        label={t('form.newPasswordAgain')}
        autoComplete="new-password"
        withAsterisk
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={asked && faults.again}
      />
      {problem && <ProblemPanel problem={problem} />}
      <div>
        <Button type="submit" loading={sending}>
          {t('send.setPassword')}
        </Button>
      </div>
    </form>
  );
}
