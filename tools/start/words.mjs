/** What the supervisor says, in the language of the terminal: Vietnamese where LANG is, English elsewhere. */
const terminal = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
export const language = /^vi/iu.test(process.env.SONGHANH_LANG || terminal) ? 'vi' : 'en';

/** @param {string} vi @param {string} en */
export function say(vi, en) {
  return language === 'vi' ? vi : en;
}

/** Something that the person who starts it can put right: shown as one sentence, without a stack. */
export class StartFault extends Error {
  /** @param {string} vi @param {string} en */
  constructor(vi, en) {
    super(say(vi, en));
    this.name = 'StartFault';
  }
}
