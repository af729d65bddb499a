import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Server } from 'node:net';
import { createServer } from 'node:tls';
import { OptionError } from '../option-error.ts';

/** PEM: a certificate, with those that lead to its root behind it, and its private key. */
export type Tls = { certificate: string; privateKey: string };

/** Throws an `OptionError` with the option that is at fault; OpenSSL's own errors name none. */
export function secureServer({ certificate, privateKey }: Tls): Server {
  const leaf = usable('The certificate (tls.certificate, --tls-certificate)', () => {
    return new X509Certificate(certificate);
  });
  const key = usable('The private key (tls.privateKey, --tls-private-key)', () => {
    return createPrivateKey(privateKey);
  });
  if (!leaf.checkPrivateKey(key)) {
    throw new OptionError(
      'The private key (tls.privateKey, --tls-private-key) is not that of the certificate (tls.certificate, --tls-certificate). Give the two that belong together.',
    );
  }
  const options = { cert: certificate, key: privateKey, ALPNProtocols: ['h2', 'http/1.1'], noDelay: true };
  return usable('The certificate and its private key (tls)', () => createServer(options));
}

function usable<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${what} cannot be used: ${reason}. Give it in PEM, without a passphrase.`, {
      cause: error,
    });
  }
}
