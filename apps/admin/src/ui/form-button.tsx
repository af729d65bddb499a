import { Button, type ButtonProps, Menu, type MenuItemProps } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftWaits } from '../platform/use-draft.ts';

interface OpensForm {
  /** Of the form that opens; see `FormDialog`. */
  readonly draftKey: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that opens a form; a pencil says when something typed waits there to be sent. */
export function FormButton({ draftKey, children, ...button }: OpensForm & ButtonProps) {
  return (
    <Button {...button} {...useDraftMark([draftKey])}>
      {children}
    </Button>
  );
}

/** The same in a menu. */
export function FormMenuItem({ draftKey, children, ...item }: OpensForm & MenuItemProps) {
  return (
    <Menu.Item {...item} {...useDraftMark([draftKey])}>
      {children}
    </Menu.Item>
  );
}

/** What a button or a line of a menu wears at its end while a draft waits under one of the keys. */
export function useDraftMark(keys: readonly string[]): { readonly rightSection?: ReactNode } {
  const { t } = useTranslation();
  if (!useDraftWaits(keys)) return {};
  return {
    rightSection: (
      <span title={t('draft.waits')}>
        <IconPencil size={14} aria-hidden />
        <span className="visually-hidden">({t('draft.waits')})</span>
      </span>
    ),
  };
}
