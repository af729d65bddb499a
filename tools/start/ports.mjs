import { createServer } from 'node:net';
import { StartFault } from './words.mjs';

/**
 * @param {string} name the environment value
 * @param {number} otherwise
 * @throws {StartFault} when the value is no port
 */
export function portNamed(name, otherwise) {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartFault(
    `${name}=${text} không phải là số cổng (0 đến 65535).`,
    `${name}=${text} is not a port number (0 to 65535).`,
  );
}

/**
 * Tries a port before anything is started on it; 0 is always free.
 * @throws {StartFault} when it is taken, or the address is none of this machine
 */
export async function refuseTakenPort(name, host, port) {
  if (port === 0) return;
  const server = createServer();
  try {
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, resolve);
    });
  } catch (error) {
    throw portFault(name, host, port, error.code);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function portFault(name, host, port, code) {
  if (code === 'EADDRINUSE')
    return new StartFault(
      `Cổng ${port} đang được chương trình khác dùng; hãy dừng nó hoặc đặt ${name} khác.`,
      `Port ${port} is in use by another program; stop it or set another ${name}.`,
    );
  return new StartFault(
    `Không mở được cổng ${port} trên ${host} (${code}); hãy đặt ${name} khác.`,
    `Port ${port} on ${host} cannot be opened (${code}); set another ${name}.`,
  );
}
