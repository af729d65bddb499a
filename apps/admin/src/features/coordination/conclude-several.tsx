import { Button, Checkbox, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../platform/moment.tsx';
import { newId } from '../../platform/new-id.ts';
import { useCommand } from '../../platform/use-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './coordination.module.css';
import { concludeCoordination } from './coordination-commands.ts';
import type { CoordinationDetail } from './coordination-operations.ts';

/** Concludes with one word what several units have contributed to a task. */
export function ConcludeSeveral({
  taskId,
  coordinations,
}: {
  taskId: string;
  coordinations: readonly CoordinationDetail[];
}) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const [open, setOpen] = useState(false);
  const ready = coordinations.filter(
    ({ availableCommands, contributions }) =>
      contributions.length > 0 && availableCommands.includes('concludeCoordination'),
  );
  // While the dialog sends, fewer and fewer are left; it stays until it is done.
  if (readOnly || (ready.length < 2 && !open)) return null;
  return (
    <div className={classes.several}>
      <Button size="xs" variant="light" onClick={() => setOpen(true)}>
        {t('several.action', { count: ready.length })}
      </Button>
      {open && <Dialog taskId={taskId} ready={ready} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Dialog({
  taskId,
  ready,
  onClose,
}: {
  taskId: string;
  ready: readonly CoordinationDetail[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['coordination', 'app']);
  const words = useWords();
  const { send, sending, problem } = useCommand(concludeCoordination);
  const commandIds = useRef(new Map<string, string>());
  const chosenOf = (chosen: readonly string[]) => ready.filter(({ id }) => chosen.includes(id));
  // Each conclusion is a command of its own: the same words for the same state keep their id when they are sent again.
  function commandIdOf({ id, revision }: CoordinationDetail, summary: string): string {
    const key = `${id}/${revision}/${summary}`;
    const commandId = commandIds.current.get(key) ?? newId();
    commandIds.current.set(key, commandId);
    return commandId;
  }
  return (
    <FormDialog
      draftKey={`concludeSeveral/${taskId}`}
      title={t('several.title')}
      explanation={t('several.explanation')}
      sendLabel={t('action.concludeCoordination')}
      done={t('several.done')}
      wide
      // Who contributes while the summary is written is not chosen: nobody has read that yet.
      initial={() => ({ summary: '', chosen: ready.map(({ id }) => id) as readonly string[] })}
      check={({ summary, chosen }) => ({
        summary: summary.trim() === '' ? t('app:requiredField') : undefined,
        chosen: chosenOf(chosen).length === 0 ? t('several.nobody') : undefined,
      })}
      send={async ({ values }) => {
        const summary = values.summary.trim();
        for (const coordination of chosenOf(values.chosen)) {
          const commandId = commandIdOf(coordination, summary);
          const data = await send({ coordinationId: coordination.id, summary, commandId });
          if (data === null) return false;
        }
        return true;
      }}
      sending={sending}
      problem={problem}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Textarea
            label={t('form.summary')}
            withAsterisk
            autosize
            minRows={3}
            maxRows={12}
            data-autofocus
            {...form.text('summary')}
          />
          <Checkbox.Group
            label={t('several.units')}
            error={form.errors.chosen}
            value={chosenOf(form.values.chosen).map(({ id }) => id)}
            onChange={(chosen) => form.set('chosen', chosen)}
          >
            <div className={classes.choices}>
              {ready.map(({ id, unit, contributions }) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={words(unit.name, unit.nameEnglish)}
                  description={contributions.at(-1)?.text}
                />
              ))}
            </div>
          </Checkbox.Group>
        </>
      )}
    </FormDialog>
  );
}
