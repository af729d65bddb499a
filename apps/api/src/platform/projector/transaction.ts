import type { Pool, PoolClient } from 'pg';

/** Runs work in one transaction; rolled back and thrown on when it fails. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
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

/** Whether a failure lies in the connection or the server's state, so that trying again may help. */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return /connection|terminated|timeout/iu.test(String(error));
  return code.startsWith('E') || ['08', '40', '53', '55', '57'].includes(code.slice(0, 2));
}
