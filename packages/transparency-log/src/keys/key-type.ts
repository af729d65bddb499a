/** What a key signs, and how (the signature types of c2sp.org/signed-note that are known here). */
export type KeyType = 'ed25519' | 'cosignature-ed25519' | 'cosignature-ml-dsa-44';

/** The signature type byte of each. */
export const typeBytes: Readonly<Record<KeyType, number>> = {
  ed25519: 0x01,
  'cosignature-ed25519': 0x04,
  'cosignature-ml-dsa-44': 0x06,
};

/** The types in the order of their bytes. */
export const keyTypes: readonly KeyType[] = ['ed25519', 'cosignature-ed25519', 'cosignature-ml-dsa-44'];
