import { Button, Popover } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { newId } from '../platform/new-id.ts';
import { type CommandDocument, useCommand } from '../platform/use-command.ts';
import { ProblemPanel } from './problem-panel.tsx';
import { say } from './say.ts';
import { keepFocus } from './use-focus-return.ts';

/** A command that needs no words: one press. Its id is kept until it went through. */
export function CommandButton<Data, Input extends { commandId: string }>({
  document,
  input,
  done,
  children,
  variant = 'filled',
  size = 'sm',
  icon,
}: {
  document: CommandDocument<Data, Input>;
  input: Omit<Input, 'commandId'>;
  done: string;
  children: ReactNode;
  variant?: string;
  size?: string;
  icon?: ReactNode;
}) {
  const command = useCommand(document);
  const commandId = useRef<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  async function press(): Promise<void> {
    commandId.current ??= newId();
    const data = await command.send({ ...input, commandId: commandId.current } as Input);
    keepFocus(button.current);
    if (data === null) return;
    commandId.current = null;
    say(done);
  }
  return (
    <Popover
      opened={command.problem !== null}
      onChange={command.clearProblem}
      width={320}
      withArrow
      shadow="md"
    >
      <Popover.Target>
        <Button
          ref={button}
          variant={variant}
          size={size}
          loading={command.sending}
          onClick={press}
          leftSection={icon}
        >
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        {command.problem && <ProblemPanel problem={command.problem} />}
      </Popover.Dropdown>
    </Popover>
  );
}
