import { Button, Group, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../platform/format.ts';
import type { Problem } from '../platform/problem.ts';
import { storableText } from '../platform/storable-text.ts';
import { type DraftState, useDraft } from '../platform/use-draft.ts';
import classes from './form-dialog.module.css';
import { Notice } from './notice.tsx';
import { FieldsAtFault, ProblemPanel } from './problem-panel.tsx';
import { say } from './say.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useToldAtFields } from './use-told-at-fields.ts';

export interface DialogForm<Values> {
  readonly values: Values;
  readonly set: <Key extends keyof Values & string>(key: Key, value: Values[Key]) => void;
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
  /** Revision of what the form changes: what others change meanwhile is taken over, or told where both did. */
  readonly revision?: number;
  readonly onClose: () => void;
  readonly children: (form: DialogForm<Values>) => ReactNode;
}

interface FormDialogProps<Values extends object> extends FormDialogWords<Values> {
  /** Whether all was carried out; what was not is told by `problem`, and the draft stays. */
  readonly send: (draft: SentDraft<Values>) => Promise<boolean>;
  readonly sending: boolean;
  readonly problem: Problem | null;
}

/** What a form sends: its values, the id of the command, and the revision on which they build. */
export type SentDraft<Values> = Pick<DraftState<Values>, 'values' | 'commandId' | 'revision'>;

/** A form in a dialog. Closing it keeps what was typed; sending or "begin anew" drops it. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 600px)');
  const draft = useDraft(props.draftKey, props.initial, props.revision ?? null);
  const [faults, setFaults] = useState<Faults>({});
  const [corrected, setCorrected] = useState<readonly string[]>([]);
  const [timesNotSent, setTimesNotSent] = useState(0);
  const body = useRef<HTMLFormElement>(null);
  const contested = useContestedFaults(draft.contested);
  const toldAtFields = useToldAtFields(body, props.problem);
  useFocusReturn();
  // Once the faults are drawn: a frame may come before they are.
  useEffect(() => {
    if (timesNotSent > 0) focusFirstFault(body.current);
  }, [timesNotSent]);
  const told: Record<string, string | undefined> = { ...props.problem?.fields };
  for (const key of corrected) delete told[key];
  const form = formOf(draft, { ...told, ...faults, ...contested }, (key) => {
    setFaults((old) => ({ ...old, [key]: undefined }));
    setCorrected((old) => [...old, key]);
  });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const found = present(props.check?.(draft.values) ?? {});
    setFaults(found);
    const faulty = Object.keys({ ...found, ...contested }).length > 0 || hasUnreadField(body.current);
    if (!faulty) setCorrected([]);
    if (faulty || !(await props.send(draft))) {
      setTimesNotSent((times) => times + 1);
      return;
    }
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
      <form ref={body} onSubmit={submit} noValidate className={classes.form}>
        {props.explanation && <p className={classes.explanation}>{props.explanation}</p>}
        {draft.restored && <Restored onStartAnew={draft.startAnew} />}
        {props.children(form)}
        {Object.keys(contested).length > 0 && <Contested onSettle={draft.settle} />}
        {props.problem && !toldAtFields && <ProblemPanel problem={props.problem} />}
        {toldAtFields && hasFaultLeft(props.problem, corrected) && <FieldsAtFault />}
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

function Contested({ onSettle }: { onSettle: (whose: 'mine' | 'theirs') => void }) {
  const { t } = useTranslation();
  return (
    <Notice>
      <p>{t('draft.contested')}</p>
      <Group gap="xs" mt="xs">
        <Button variant="default" size="xs" onClick={() => onSettle('theirs')}>
          {t('draft.takeTheirs')}
        </Button>
        <Button variant="default" size="xs" onClick={() => onSettle('mine')}>
          {t('draft.keepMine')}
        </Button>
      </Group>
    </Notice>
  );
}

type Faults = Readonly<Record<string, string | undefined>>;

/** What somebody else wrote into the fields that are being changed here, as the faults of these fields. */
function useContestedFaults(contested: object): Record<string, string> {
  const { t } = useTranslation();
  return Object.fromEntries(
    Object.entries(contested).map(([key, theirs]) => [
      key,
      typeof theirs === 'string' && theirs !== '' && !chosenFromList.test(key)
        ? t('draft.contestedNow', { value: businessDate.test(theirs) ? formatDate(theirs) : theirs })
        : t('draft.contestedField'),
    ]),
  );
}

/** Fields that hold an id or a code: it says nothing to people. */
const chosenFromList = /(?:Id|Kind|Length)$/u;

const businessDate = /^\d{4}-\d{2}-\d{2}$/u;

function formOf<Values extends object>(
  draft: { values: Values; set: DialogForm<Values>['set'] },
  faults: Faults,
  onCorrect: (key: string) => void,
): DialogForm<Values> {
  const errors = present(faults);
  const set: DialogForm<Values>['set'] = (key, value) => {
    draft.set(key, value);
    if (errors[key] !== undefined) onCorrect(key);
  };
  return {
    values: draft.values,
    set,
    errors,
    text: (key) => ({
      value: String(draft.values[key] ?? ''),
      onChange: (event) => set(key, storableText(event.currentTarget.value) as Values[typeof key]),
      error: errors[key],
    }),
  };
}

function present(faults: Faults): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** Whether a fault stands that nobody has corrected yet; one fault may go by the names of several fields. */
function hasFaultLeft(problem: Problem | null, corrected: readonly string[]): boolean {
  const fields = problem?.fields ?? {};
  const gone = new Set(corrected.map((key) => fields[key]));
  return Object.values(fields).some((fault) => !gone.has(fault));
}

/** Whether a field holds what it could not read, as a date field may; each of them is made to tell so. */
function hasUnreadField(form: HTMLFormElement | null): boolean {
  const unread = [...(form?.elements ?? [])].filter(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.validity.customError,
  );
  for (const field of unread) field.checkValidity();
  return unread.length > 0;
}

/** The field that must be corrected, or else what tells why nothing was sent. */
function focusFirstFault(form: HTMLElement | null): void {
  const fault =
    form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector('[role="alert"]');
  if (!(fault instanceof HTMLElement)) return;
  fault.focus();
  fault.scrollIntoView({ block: 'nearest' });
}
