import type { Pool, PoolClient } from 'pg';

/** Who carries out statements: one session, or whichever of a pool is free. */
export type Session = Pick<PoolClient, 'query'>;

/**
 * Runs work in one transaction; rolled back and thrown on when it fails. Work may send statements without
 * waiting for each, but none after it has ended or failed: see `allOf`.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // What work sends first goes the same way, right behind it.
    const [, result] = await allOf([client.query('begin'), work(client)]);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * As `Promise.all`, but a failure is thrown only when all have ended: a statement that is still to come must not
 * find its transaction rolled back, and itself alone.
 */
export async function allOf<const Works extends readonly unknown[]>(
  works: Works,
): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

/** Whether a failure lies in the connection or the server's state, so that trying again may help. */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return /connection|terminated|timeout/iu.test(String(error));
  return code.startsWith('E') || ['08', '40', '53', '55', '57'].includes(code.slice(0, 2));
}
