import { useClient } from 'urql';
import { type CommandDocument, useCommand } from '../platform/use-command.ts';
import { FormDialog, type FormDialogWords } from './form-dialog.tsx';

interface CommandDialogProps<Values extends object, Data, Input extends { commandId: string }>
  extends FormDialogWords<Values> {
  readonly document: CommandDocument<Data, Input>;
  readonly toInput: (values: Values) => Omit<Input, 'commandId'>;
  readonly onDone?: (data: Data, values: Values) => void;
  /** Reads anew what is changed, when somebody else was quicker. */
  readonly latest?: Latest;
}

type Latest = Parameters<ReturnType<typeof useClient>['query']>;

/** The form of one command in a dialog. */
export function CommandDialog<Values extends object, Data, Input extends { commandId: string }>({
  document,
  toInput,
  onDone,
  latest,
  ...dialog
}: CommandDialogProps<Values, Data, Input>) {
  const client = useClient();
  const { send, sending, problem } = useCommand(document, (found) => {
    if (found.kind !== 'conflict' || latest === undefined) return;
    const [query, variables] = latest;
    void client.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
  });
  return (
    <FormDialog
      {...dialog}
      sending={sending}
      problem={problem}
      send={async ({ values, commandId, revision }) => {
        const expected = revision === null ? {} : { expectedRevision: revision };
        // The input is what the form makes of its values, with the id that this draft keeps.
        const data = await send({ ...toInput(values), ...expected, commandId } as Input);
        if (data === null) return false;
        onDone?.(data, values);
        return true;
      }}
    />
  );
}
