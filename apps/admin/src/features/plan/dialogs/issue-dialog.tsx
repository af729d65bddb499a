import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import classes from '../plan.module.css';
import { issuePlan } from '../plan-commands.ts';
import { type PlanDetail, planNumbersQuery } from '../plan-operations.ts';

interface Basis {
  /** Only keeps the row's place on the screen. */
  readonly key: string;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly subject: string;
}

/** The most that the domain takes. */
const basesMax = 50;

export function IssueDialog({ plan, onClose }: { plan: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation(['plan', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`issuePlan/${plan.id}`}
      title={t('action.issuePlan')}
      explanation={t('explain.issuePlan')}
      sendLabel={t('action.issuePlan')}
      done={t('done.issuePlan')}
      wide
      document={issuePlan}
      initial={() => ({
        number: '',
        issuedOn: today as string | null,
        signerOffice: '',
        bases: [] as readonly Basis[],
      })}
      check={({ number, issuedOn, signerOffice, bases }) => ({
        bases: bases.some(lacksNumber) ? t('app:requiredField') : undefined,
        number: number.trim() === '' && !plan.illustrative ? t('app:requiredField') : undefined,
        issuedOn: issuedOn === null ? t('app:requiredField') : undefined,
        signerOffice: signerOffice.trim() === '' ? t('app:requiredField') : undefined,
      })}
      toInput={({ number, issuedOn, signerOffice, bases }) => ({
        planId: plan.id,
        number: number.trim() || null,
        issuedOn: issuedOn ?? today,
        signerOffice: signerOffice.trim(),
        legalBases: bases
          .filter((basis) => basis.number.trim() !== '')
          .map((basis) => ({
            number: basis.number.trim(),
            issuedOn: basis.issuedOn,
            subject: basis.subject.trim() || null,
          })),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('form.number')}
            placeholder="25/KH-UBND"
            withAsterisk={!plan.illustrative}
            data-autofocus
            {...form.text('number')}
          />
          <NumberTaken plan={plan} number={form.values.number} />
          <DateField
            label={t('form.issuedOn')}
            required
            max={today}
            value={form.values.issuedOn}
            onChange={(date) => form.set('issuedOn', date)}
            error={form.errors.issuedOn}
          />
          <TextInput
            label={t('form.signerOffice')}
            description={t('form.signerOfficeHint')}
            withAsterisk
            {...form.text('signerOffice')}
          />
          <Bases
            bases={form.values.bases}
            fault={form.errors.bases}
            onChange={(bases) => form.set('bases', bases)}
          />
        </>
      )}
    </CommandDialog>
  );
}

/** A number that the issuing unit has given in this year already is probably a slip; nobody can change it later. */
function NumberTaken({ plan, number }: { plan: PlanDetail; number: string }) {
  const { t } = useTranslation('plan');
  const [{ data }] = useQuery({ query: planNumbersQuery, variables: { year: plan.year } });
  const issued = data?.plans.edges.map(({ node }) => node) ?? [];
  const same = issued.some(
    (one) =>
      one.issuingUnit.id === plan.issuingUnit.id && one.number?.toLowerCase() === number.trim().toLowerCase(),
  );
  return same && <Notice>{t('numberTaken', { number: number.trim(), year: String(plan.year) })}</Notice>;
}

/** A row that is begun needs its number; one that is empty is passed over. */
function lacksNumber({ number, issuedOn, subject }: Basis): boolean {
  return number.trim() === '' && (issuedOn !== null || subject.trim() !== '');
}

function Bases({
  bases,
  fault,
  onChange,
}: {
  bases: readonly Basis[];
  /** Of the rows that lack their number. */
  fault: string | undefined;
  onChange: (bases: readonly Basis[]) => void;
}) {
  const { t } = useTranslation('plan');
  function change(key: string, part: Partial<Basis>): void {
    onChange(bases.map((basis) => (basis.key === key ? { ...basis, ...part } : basis)));
  }
  return (
    <fieldset className={classes.rows}>
      <legend>{t('part.legalBases')}</legend>
      {bases.map((basis, place) => (
        <div key={basis.key} className={classes.basis}>
          <TextInput
            className={classes.basisNumber}
            label={t('form.basisNumber', { place: place + 1 })}
            value={basis.number}
            error={lacksNumber(basis) ? fault : undefined}
            onChange={(event) => change(basis.key, { number: event.currentTarget.value })}
          />
          <div className={classes.basisDay}>
            <DateField
              label={t('form.basisIssuedOn')}
              value={basis.issuedOn}
              onChange={(issuedOn) => change(basis.key, { issuedOn })}
            />
          </div>
          <ActionIcon
            className={classes.basisBin}
            variant="default"
            size={36}
            aria-label={t('form.basisRemove', { place: place + 1 })}
            onClick={() => onChange(bases.filter((other) => other.key !== basis.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
          <TextInput
            className={classes.basisSubject}
            label={t('form.basisSubject')}
            value={basis.subject}
            onChange={(event) => change(basis.key, { subject: event.currentTarget.value })}
          />
        </div>
      ))}
      {bases.length < basesMax && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...bases, { key: newId(), number: '', issuedOn: null, subject: '' }])}
          >
            {t('form.basisAdd')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
