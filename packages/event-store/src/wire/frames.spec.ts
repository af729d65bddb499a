import { expect, test } from 'vitest';
import { frameMessage, MessageFrames } from './frames.ts';

const framed = (...texts: string[]) => Buffer.concat(texts.map((text) => frameMessage(Buffer.from(text))));

test('messages come whole and in turn, however they are cut', () => {
  const bytes = framed('kế hoạch', '', 'task');
  for (let size = 1; size <= bytes.length; size += 1) {
    const messages: string[] = [];
    const frames = new MessageFrames(1000, (message) => messages.push(message.toString()));
    for (let at = 0; at < bytes.length; at += size) frames.push(bytes.subarray(at, at + size));
    frames.end();
    expect(messages).toEqual(['kế hoạch', '', 'task']);
  }
});

test('a message that ends the call is the last one, whatever came with it', () => {
  const messages: string[] = [];
  const frames = new MessageFrames(1000, (message) => {
    messages.push(message.toString());
    frames.discard();
  });
  frames.push(Buffer.concat([framed('first', 'second'), Buffer.from([0, 0])]));
  expect(messages).toEqual(['first']);
  expect(() => frames.end()).not.toThrow();
});
