import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandDocument } from '../platform/use-command.ts';
import { CommandDialog } from './command-dialog.tsx';

/** Characters; the domain refuses a shorter reason. */
const reasonCharactersMin = 3;

/** A command that asks for one text: a reason, a summary, a contribution. */
export function OneTextDialog<Data, Input extends { commandId: string }>({
  field,
  label,
  description,
  notice,
  rest,
  ...dialog
}: {
  draftKey: string;
  title: string;
  explanation?: ReactNode;
  sendLabel: string;
  danger?: boolean;
  done: string;
  document: CommandDocument<Data, Input>;
  /** The field of the input that takes the text; `reason` has a least length. */
  field: keyof Input & string;
  label: string;
  description?: ReactNode;
  /** Stands above the text. */
  notice?: ReactNode;
  /** The other fields. Ids of new things are made by `rest` once for each draft. */
  rest: () => object;
  onClose: () => void;
  onDone?: (data: Data) => void;
}) {
  const { t } = useTranslation();
  return (
    <CommandDialog
      {...dialog}
      initial={() => ({ text: '', rest: rest() })}
      check={({ text }) => ({ text: faultOf(text.trim(), field === 'reason', t) })}
      toInput={(values) =>
        ({ ...values.rest, [field]: values.text.trim() }) as unknown as Omit<Input, 'commandId'>
      }
    >
      {(form) => (
        <>
          {notice}
          <Textarea
            label={label}
            description={description}
            withAsterisk
            autosize
            minRows={3}
            maxRows={12}
            data-autofocus
            {...form.text('text')}
          />
        </>
      )}
    </CommandDialog>
  );
}

function faultOf(text: string, isReason: boolean, t: (key: string) => string): string | undefined {
  if (isReason && text.length < reasonCharactersMin) return t('reasonTooShort');
  return text === '' ? t('requiredField') : undefined;
}
