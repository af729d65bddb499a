import { type CommandDocument, useCommand } from '../platform/use-command.ts';
import { FormDialog, type FormDialogWords } from './form-dialog.tsx';

interface CommandDialogProps<Values extends object, Data, Input extends { commandId: string }>
  extends FormDialogWords<Values> {
  readonly document: CommandDocument<Data, Input>;
  readonly toInput: (values: Values) => Omit<Input, 'commandId'>;
  readonly onDone?: (data: Data, values: Values) => void;
}

/** The form of one command in a dialog. */
export function CommandDialog<Values extends object, Data, Input extends { commandId: string }>({
  document,
  toInput,
  onDone,
  ...dialog
}: CommandDialogProps<Values, Data, Input>) {
  const { send, sending, problem } = useCommand(document);
  return (
    <FormDialog
      {...dialog}
      sending={sending}
      problem={problem}
      send={async (values, commandId) => {
        // The input is what the form makes of its values, with the id that this draft keeps.
        const data = await send({ ...toInput(values), commandId } as Input);
        if (data === null) return false;
        onDone?.(data, values);
        return true;
      }}
    />
  );
}
