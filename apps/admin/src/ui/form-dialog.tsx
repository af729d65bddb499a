import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../platform/problem.ts';
import { useDraft } from '../platform/use-draft.ts';
import classes from './form-dialog.module.css';
import { ProblemPanel } from './problem-panel.tsx';
import { say } from './say.ts';

export interface DialogForm<Values> {
  readonly values: Values;
  readonly set: <Key extends keyof Values>(key: Key, value: Values[Key]) => void;
  /** Props of a text input bound to a field: value, change, error. */
  readonly text: <Key extends keyof Values & string>(
    key: Key,
  ) => { value: string; onChange: (event: { currentTarget: { value: string } }) => void; error?: string };
  readonly errors: Readonly<Record<string, string>>;
}

export interface FormDialogWords<Values extends object> {
  /** Where the draft is kept, for instance `checkIn/task-1`. */
  readonly draftKey: string;
  readonly title: string;
  readonly explanation?: ReactNode;
  readonly sendLabel: string;
  readonly danger?: boolean;
  /** Said once it is done. */
  readonly done: string;
  readonly wide?: boolean;
  readonly initial: () => Values;
  /** What still keeps the form from being sent, by field. */
  readonly check?: (values: Values) => Partial<Record<keyof Values & string, string>>;
  readonly onClose: () => void;
  readonly children: (form: DialogForm<Values>) => ReactNode;
}

interface FormDialogProps<Values extends object> extends FormDialogWords<Values> {
  /** Whether all was carried out; what was not is told by `problem`, and the draft stays. */
  readonly send: (values: Values, commandId: string) => Promise<boolean>;
  readonly sending: boolean;
  readonly problem: Problem | null;
}

/** A form in a dialog. Closing it keeps what was typed; sending or "begin anew" drops it. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 600px)');
  const draft = useDraft(props.draftKey, props.initial);
  const [checked, setChecked] = useState<Readonly<Record<string, string | undefined>>>({});
  const form = formOf(draft, { ...props.problem?.fields, ...checked });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const faults = props.check?.(draft.values) ?? {};
    setChecked(faults);
    if (Object.values(faults).some(Boolean)) {
      requestAnimationFrame(focusFirstFault);
      return;
    }
    if (!(await props.send(draft.values, draft.commandId))) return;
    draft.startAnew();
    say(props.done);
    props.onClose();
  }

  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.wide ? 'lg' : 'md'}
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate className={classes.form}>
        {props.explanation && <p className={classes.explanation}>{props.explanation}</p>}
        {draft.restored && <Restored onStartAnew={draft.startAnew} />}
        {props.children(form)}
        {props.problem && <ProblemPanel problem={props.problem} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={props.onClose}>
            {t('closeKeep')}
          </Button>
          <Button type="submit" loading={props.sending} color={props.danger ? 'red.8' : undefined}>
            {props.sendLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Restored({ onStartAnew }: { onStartAnew: () => void }) {
  const { t } = useTranslation();
  return (
    <p className={classes.restored} role="status">
      {t('draft.restored')}{' '}
      <button type="button" className={classes.link} onClick={onStartAnew}>
        {t('draft.startAnew')}
      </button>
    </p>
  );
}

function formOf<Values extends object>(
  draft: { values: Values; set: DialogForm<Values>['set'] },
  faults: Readonly<Record<string, string | undefined>>,
): DialogForm<Values> {
  const errors = Object.fromEntries(
    Object.entries(faults).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return {
    values: draft.values,
    set: draft.set,
    errors,
    text: (key) => ({
      value: String(draft.values[key] ?? ''),
      onChange: (event) => draft.set(key, event.currentTarget.value as Values[typeof key]),
      error: errors[key],
    }),
  };
}

function focusFirstFault(): void {
  document.querySelector<HTMLElement>('[role="dialog"] [aria-invalid="true"]')?.focus();
}
